package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Upgrades requests of Tomcat: the handler is one that Tomcat gives the socket itself to. */
public final class TomcatSwitch implements ProtocolSwitch {
    private final ApplicationScope scope;
    private final TomcatLoops loops = new TomcatLoops();

    /**
     * Creates a switch.
     *
     * @param scope the application
     */
    public TomcatSwitch(ApplicationScope scope) {
        this.scope = scope;
    }

    @Override
    public void switchProtocols(HttpServletRequest request, HttpServletResponse response, AcceptedUpgrade upgrade)
            throws IOException, ServletException {
        request.upgrade(TomcatUpgradeHandler.class).prepare(scope, upgrade, loops);
    }

    @Override
    public void close() {
        loops.close();
    }
}
