package dev.fairlead.it.spring;

import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.stereotype.Component;

/** Takes endpoints from Spring Boot's context; Spring's own SpringConfigurator knows only that of a WAR. */
@Component
public class BeanConfigurator extends ServerEndpointConfig.Configurator implements BeanFactoryAware {
    private static volatile BeanFactory beans;

    @Override
    public void setBeanFactory(BeanFactory factory) {
        beans = factory;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return beans.getBean(endpointClass);
    }
}
