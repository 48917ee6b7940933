package dev.fairlead.tck.arquillian;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Nothing is configured in arquillian.xml; the system properties say it all. */
public final class TestServerConfiguration implements ContainerConfiguration {
    /** Called by Arquillian. */
    public TestServerConfiguration() {
    }

    @Override
    public void validate() {
        // there is nothing to check
    }
}
