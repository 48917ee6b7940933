package dev.fairlead.it.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** What the exporter finds besides annotated beans, and Spring's way to set the container's limits. */
@Configuration
public class EndpointConfiguration {
    static final int LIMIT = 3 * 1024 * 1024;

    @Bean
    ServerEndpointRegistration bytes() {
        return new ServerEndpointRegistration("/bytes", BytesEndpoint.class);
    }

    @Bean
    ServletServerContainerFactoryBean limits() {
        ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
        limits.setMaxTextMessageBufferSize(LIMIT);
        limits.setMaxBinaryMessageBufferSize(LIMIT);
        return limits;
    }
}
