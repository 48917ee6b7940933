package dev.fairlead.websocket.container;

import dev.fairlead.websocket.ClientAccess;
import dev.fairlead.websocket.DeflateSetting;
import dev.fairlead.websocket.DeflateSettings;
import dev.fairlead.websocket.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads settings that are given by name: {@code fairlead.} and the name of the setting, as user properties of an endpoint's
 * configuration, context parameters of a web application, or system properties. {@code docs/settings.md} lists them.
 */
public final class SettingsReader {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");

    private SettingsReader() {
    }

    /**
     * Reads the settings among properties.
     *
     * @param base       what holds where a setting isn't given
     * @param properties names to values; those that don't begin with {@code fairlead.} are ignored, but for Tomcat's
     *                   ({@code org.apache.tomcat.websocket.}), which are understood where they have a meaning here
     * @param otherNames names that begin so and belong to somebody else
     * @return the settings
     * @throws IllegalArgumentException if a name is unknown or a value out of range; the message says the name and what is
     *                                  allowed
     */
    public static Settings read(Settings base, Map<String, ?> properties, Set<String> otherNames) {
        Map<String, String> given = given(properties);
        if (given.isEmpty()) {
            return base;
        }
        Set<String> unknown = unknown(given.keySet());
        unknown.removeAll(otherNames);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", unknown) + " is no setting; the settings are "
                    + String.join(", ", names()));
        }
        return apply(base, given);
    }

    /**
     * The defaults with what the system properties say. A system property that begins with {@code fairlead.} and isn't
     * known is logged at WARNING: it may belong to somebody else.
     *
     * @return the settings
     * @throws IllegalArgumentException if a value is out of range; the message says the name and what is allowed
     */
    public static Settings system() {
        Map<String, String> given = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(Setting.PREFIX)) {
                given.put(name, System.getProperty(name));
            }
        }
        for (String name : unknown(given.keySet())) {
            LOGGER.log(Level.WARNING, "System property " + name + " is no setting of Fairlead");
        }
        return apply(Settings.DEFAULTS, given);
    }

    private static Map<String, String> given(Map<String, ?> properties) {
        Map<String, String> given = TomcatProperties.translate(properties);
        properties.forEach((name, value) -> {
            if (name != null && value != null && name.startsWith(Setting.PREFIX)) {
                given.put(name, value instanceof Duration duration ? Long.toString(duration.toMillis()) : value.toString());
            }
        });
        return given;
    }

    private static Set<String> unknown(Set<String> names) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(names());
        return unknown;
    }

    private static List<String> names() {
        return Stream.concat(Arrays.stream(Setting.values()).map(Setting::key),
                DeflateSetting.all().stream().map(DeflateSetting::parameter)).toList();
    }

    private static Settings apply(Settings base, Map<String, String> given) {
        Settings.Builder builder = base.toBuilder();
        for (Setting setting : Setting.values()) {
            if (given.containsKey(setting.key())) {
                setting.apply(builder, given.get(setting.key()));
            }
        }
        return builder.deflate(DeflateSettings.of(given::get).over(base.deflate()))
                .clientAccess(ClientAccess.of(base.clientAccess(), given::get))
                .build();
    }
}
