package dev.fairlead.tck.arquillian;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Makes the server that the system properties choose Arquillian's container. */
public final class TestServerExtension implements LoadableExtension {
    /** Called by Arquillian. */
    public TestServerExtension() {
    }

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, TestServerContainer.class);
    }
}
