package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.servlet.generic.GenericSwitch;

class GenericTransportOnUndertowTest extends TransportContract {
    @Override
    StubFilter filter() {
        return new StubFilter(GenericSwitch::new);
    }

    @Override
    EmbeddedServer server(StubFilter stub) throws Exception {
        return EmbeddedServer.undertow(stub);
    }
}
