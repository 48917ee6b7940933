package dev.fairlead.websocket.servlet.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.endpoint.EndpointInstance;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and coders come from CDI where an application has it. */
class InjectedInstancesTest {
    private static final String WELD = "org.jboss.weld.environment.servlet.jakarta.enterprise.inject.spi.BeanManager";

    private static WeldContainer weld;

    private final Map<String, Object> attributes = new HashMap<>();
    private final InstanceProvider instances = InjectedInstances.of(context(), getClass().getClassLoader());

    @BeforeAll
    static void startCdi() {
        weld = new Weld().disableDiscovery().beanClasses(Beans.Service.class, Beans.Own.class, Beans.Shared.class,
                Beans.Part.class, Beans.LoudInterceptor.class).enableInterceptors(Beans.LoudInterceptor.class).initialize();
    }

    @AfterAll
    static void stopCdi() {
        weld.close();
    }

    @BeforeEach
    void forget() {
        Beans.EVENTS.clear();
    }

    private ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> method.getName().equals("getAttribute") ? attributes.get(arguments[0]) : null);
    }

    @ParameterizedTest
    @ValueSource(classes = {Beans.Own.class, Beans.Injected.class})
    void beanAndOrdinaryClassAreInjectedAndIntercepted(Class<? extends Beans.Injected> type) throws Exception {
        Beans.Injected one = instances.create(type);
        assertThat(one.greet()).isEqualTo("sss!");
        assertThat(Beans.EVENTS).containsExactly("begin");
        assertThat(instances.create(type)).as("each session has its own").isNotSameAs(one);
    }

    @ParameterizedTest
    @ValueSource(classes = {Beans.Own.class, Beans.Injected.class})
    void destroyEndsAnInstanceOnce(Class<?> type) throws Exception {
        Object instance = instances.create(type);
        instances.destroy(instance);
        instances.destroy(instance);
        assertThat(Beans.EVENTS).containsExactly("begin", "end");
    }

    @Test
    void destroyEndsWhatWasInjectedAndBelongsToTheInstance() throws Exception {
        Object instance = instances.create(Beans.Whole.class);
        instances.destroy(instance);
        assertThat(Beans.EVENTS).containsExactly("end of the part");
    }

    @ParameterizedTest
    @ValueSource(classes = {Beans.Own.class, Beans.Injected.class, Beans.Shared.class, Beans.Plain.class})
    void classThatCdiGeneratesCountsAsTheOneThatWasWritten(Class<?> type) throws Exception {
        Object instance = instances.create(type);
        assertThat(instance.getClass() == type).as("generated").isEqualTo(type == Beans.Plain.class);
        assertThat(EndpointInstance.typeOf(instance)).isEqualTo(type);
    }

    @Test
    void beanOfTheApplicationsScopeIsSharedAndOutlivesItsSessions() throws Exception {
        Beans.Shared one = instances.create(Beans.Shared.class);
        Beans.Shared two = instances.create(Beans.Shared.class);
        int before = one.count();
        assertThat(two.count()).isEqualTo(before + 1);
        instances.destroy(one);
        instances.destroy(two);
        assertThat(two.count()).isEqualTo(before + 2);
        assertThat(Beans.EVENTS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Failing, not now", "Unsatisfied, Runnable", "Closed, produce"})
    void whatCdiCannotCreateNamesTheClassAndTheReason(String name, String reason) throws Exception {
        Class<?> type = Class.forName(Beans.class.getName() + '$' + name);
        assertThatThrownBy(() -> instances.create(type)).isInstanceOf(InstantiationException.class)
                .hasMessageContaining(type.getName()).hasMessageContaining("CDI").hasMessageContaining(reason);
    }

    @Test
    void instanceThatFailsToBeginLeavesNothingBehind() {
        assertThatThrownBy(() -> instances.create(Beans.Failing.class)).isInstanceOf(InstantiationException.class);
        assertThat(Beans.EVENTS).containsExactly("end of the part");
    }

    @Test
    void constructorThatIsInjectedWillDo() {
        assertThat(instances.canCreate(Beans.Injected.class)).isTrue();
        assertThat(instances.canCreate(Beans.Plain.class)).isTrue();
        assertThat(instances.canCreate(Beans.Closed.class)).isFalse();
    }

    @Test
    void cdiContainerOfTheServletContextComesFirst() throws Exception {
        try (WeldContainer other = new Weld("other").disableDiscovery().beanClasses(Beans.Shared.class).initialize()) {
            attributes.put(WELD, other.getBeanManager());
            int before = other.select(Beans.Shared.class).get().count();
            assertThat(instances.create(Beans.Shared.class).count()).isEqualTo(before + 1);
        }
    }
}
