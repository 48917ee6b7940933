package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.tomcat.TomcatSwitch;

class TomcatTransportTest extends TransportContract {
    @Override
    StubFilter filter() {
        return new StubFilter(TomcatSwitch::new);
    }

    @Override
    EmbeddedServer server(StubFilter stub) throws Exception {
        return EmbeddedServer.tomcat(stub);
    }
}
