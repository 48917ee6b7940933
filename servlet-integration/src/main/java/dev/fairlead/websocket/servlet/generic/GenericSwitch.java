package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Upgrades requests of any Servlet 6 container. */
public final class GenericSwitch implements ProtocolSwitch {
    private final ApplicationScope scope;

    /**
     * Creates a switch.
     *
     * @param scope the application
     */
    public GenericSwitch(ApplicationScope scope) {
        this.scope = scope;
    }

    @Override
    public void switchProtocols(HttpServletRequest request, HttpServletResponse response, AcceptedUpgrade upgrade)
            throws IOException, ServletException {
        // some containers want the status beforehand, others set it
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        GenericTransport transport = new GenericTransport(scope, upgrade, request);
        request.upgrade(GenericUpgradeHandler.class).attach(transport);
    }
}
