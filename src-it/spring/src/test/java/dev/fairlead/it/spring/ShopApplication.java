package dev.fairlead.it.spring;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/** As a user writes it: the bean deploys the beans that are {@code @ServerEndpoint}s. */
@SpringBootApplication
public class ShopApplication {
    @Bean
    ServerEndpointExporter endpoints() {
        return new ServerEndpointExporter();
    }
}
