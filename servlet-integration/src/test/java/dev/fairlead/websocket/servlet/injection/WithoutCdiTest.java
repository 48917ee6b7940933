package dev.fairlead.websocket.servlet.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** CDI may start behind Fairlead, or not at all. */
class WithoutCdiTest {
    private final ServletContext nothing = (ServletContext) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> null);
    private final InstanceProvider instances = InjectedInstances.of(nothing, getClass().getClassLoader());

    @Test
    void constructorIsCalledUntilACdiContainerIsThere() throws Exception {
        assertThat(instances.create(Beans.Plain.class).service).isNull();
        try (WeldContainer weld = new Weld().disableDiscovery().beanClasses(Beans.Service.class).initialize()) {
            assertThat(instances.create(Beans.Plain.class).service.name()).as(weld.getId()).isEqualTo("s");
        }
    }

    @Test
    void destroyOfWhatNobodyInjectedIntoDoesNothing() throws Exception {
        Beans.EVENTS.clear();
        instances.destroy(instances.create(Beans.Plain.class));
        instances.destroy("from elsewhere");
        assertThat(Beans.EVENTS).isEmpty();
    }
}
