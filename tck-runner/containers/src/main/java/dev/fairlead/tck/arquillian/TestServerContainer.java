package dev.fairlead.tck.arquillian;

import dev.fairlead.tck.Setup;
import dev.fairlead.tck.TestServer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/** Arquillian's view of a {@link TestServer}; the tests run outside of it, as clients. */
public final class TestServerContainer implements DeployableContainer<TestServerConfiguration> {
    private static final System.Logger LOG = System.getLogger(TestServerContainer.class.getName());

    private final Setup setup = Setup.fromProperties();
    private TestServer server;

    /** Called by Arquillian. */
    public TestServerContainer() {
    }

    @Override
    public Class<TestServerConfiguration> getConfigurationClass() {
        return TestServerConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            server = new TestServer(setup);
        } catch (Exception e) {
            throw new LifecycleException("can't start " + setup, e);
        }
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            server.close();
        } catch (Exception e) {
            throw new LifecycleException("can't stop " + setup, e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        int port = server.port();
        try {
            port = server.deploy(archive);
        } catch (Exception e) {
            if (setup.reportFailures()) {
                throw new DeploymentException("can't deploy " + archive.getName() + " on " + setup, e);
            }
            LOG.log(System.Logger.Level.INFO, "not deployed: " + archive.getName(), e);
        }
        HTTPContext context = new HTTPContext("127.0.0.1", port);
        context.add(new Servlet("default", TestServer.contextPath(archive)));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server.undeploy(TestServer.contextPath(archive));
        } catch (Exception e) {
            throw new DeploymentException("can't undeploy " + archive.getName(), e);
        }
    }
}
