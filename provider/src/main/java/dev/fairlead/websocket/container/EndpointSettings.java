package dev.fairlead.websocket.container;

import dev.fairlead.websocket.Settings;
import jakarta.websocket.DeploymentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The container's settings with those that an endpoint's configuration gives as user properties. Thread-safe. */
final class EndpointSettings {
    private record Known(Settings base, Settings effective) {
    }

    private final Map<String, Object> given;
    private volatile Known known;

    /**
     * Reads an endpoint's settings.
     *
     * @param endpoint       named in the error
     * @param base           the container's
     * @param userProperties of the endpoint's configuration
     * @throws DeploymentException if a name is unknown or a value out of range
     */
    EndpointSettings(Class<?> endpoint, Settings base, Map<String, Object> userProperties) throws DeploymentException {
        this.given = new HashMap<>();
        if (userProperties != null) {
            userProperties.forEach((name, value) -> {
                if (name != null && (name.startsWith(Setting.PREFIX) || name.startsWith(TomcatProperties.PREFIX))) {
                    given.put(name, value);
                }
            });
        }
        try {
            this.known = new Known(base, SettingsReader.read(base, given, Set.of()));
        } catch (IllegalArgumentException e) {
            throw new DeploymentException("user properties of endpoint " + endpoint.getName() + ": " + e.getMessage(), e);
        }
    }

    /** Over the container's settings of now. */
    Settings over(Settings base) {
        Known last = known;
        if (last.base() != base) {
            last = new Known(base, SettingsReader.read(base, given, Set.of()));
            known = last;
        }
        return last.effective();
    }
}
