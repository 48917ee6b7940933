package dev.fairlead.it.autobahn;

import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import java.io.IOException;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** One of Fairlead's servers, with the endpoints. */
final class EchoServer implements AutoCloseable {
    private final TestServer server;
    private final String url;

    EchoServer(String target) throws Exception {
        server = new TestServer(Setup.fromProperties().withTarget(Target.of(target)));
        WebArchive war = ShrinkWrap.create(WebArchive.class, "autobahn.war").addClasses(EchoEndpoints.class,
                EchoEndpoints.Echo.class, EchoEndpoints.Uncompressed.class);
        url = "ws://127.0.0.1:" + server.deploy(war) + TestServer.contextPath(war);
    }

    String url(Setting setting) {
        return url + setting.path();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
