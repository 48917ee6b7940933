package dev.fairlead.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstallTest {
    private final Server jetty = new Server();

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @Test
    void mountsInAContextThatWasGivenNoClassLoader() throws Exception {
        starting(context -> assertThat(Fairlead.install(context)).isSameAs(context.getAttribute(Fairlead.ATTRIBUTE)));
    }

    @Test
    void mountsOnce() throws Exception {
        starting(context -> {
            Settings settings = Settings.builder().maxTextMessageSize(5).build();
            FairleadServerContainer container = Fairlead.install(context, settings);

            assertThat(container.settings()).isEqualTo(settings);
            assertThat(Fairlead.install(context)).isSameAs(container);
            assertThatIllegalStateException().isThrownBy(() -> Fairlead.install(context, settings));
        });
    }

    @Test
    void staysWhereTomcatMountsItsOwnBehindIt() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("target/tomcat");
        Context tomcatContext = tomcat.addContext("", null);
        tomcatContext.addServletContainerInitializer((classes, context) -> {
            FairleadServerContainer container = Fairlead.install(context);

            FilterRegistration filter = context.addFilter("Tomcat WebSocket (JSR356) Filter", TomcatFilterStandIn.class);
            context.setAttribute(Fairlead.ATTRIBUTE, "Tomcat's own container");

            assertThat(filter).as("registered by Tomcat").isNull();
            assertThat(context.getAttribute(Fairlead.ATTRIBUTE)).isSameAs(container);
        }, null);
        tomcat.getConnector().setPort(0);
        try {
            tomcat.start();

            assertThat(tomcatContext.getState()).isEqualTo(LifecycleState.STARTED);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private interface Mount {
        void mount(ServletContext context) throws Exception;
    }

    private void starting(Mount mount) throws Exception {
        ServletContextHandler handler = new ServletContextHandler("/");
        Exception[] failure = new Exception[1];
        handler.addServletContainerInitializer((classes, context) -> {
            try {
                mount.mount(context);
            } catch (Exception e) {
                failure[0] = e;
            }
        });
        jetty.setHandler(handler);
        jetty.start();
        assertThat(failure[0]).isNull();
    }
}
