package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.jetty.JettySwitch;

class JettyTransportTest extends TransportContract {
    @Override
    StubFilter filter() {
        return new StubFilter(JettySwitch::new);
    }

    @Override
    EmbeddedServer server(StubFilter stub) throws Exception {
        return EmbeddedServer.jetty(stub);
    }
}
