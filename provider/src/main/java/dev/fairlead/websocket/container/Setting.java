package dev.fairlead.websocket.container;

import dev.fairlead.websocket.OriginPolicy;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Settings.SlowConsumer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Every setting that can be given by name, as {@code docs/settings.md} lists them, but for those of
 * {@link dev.fairlead.websocket.DeflateSetting}.
 */
enum Setting {
    OPEN_TIMEOUT("openTimeout", "how long a client waits for the connection, TLS and the answer to its handshake",
            Form.DURATION, Settings.DEFAULTS.openTimeout(), duration(Settings.Builder::openTimeout)),
    CLOSE_TIMEOUT("closeTimeout", "how long the peer has to answer a close frame and to end the stream",
            Form.DURATION, Settings.DEFAULTS.closeTimeout(), duration(Settings.Builder::closeTimeout)),
    SEND_TIMEOUT("sendTimeout", "how long a blocking send waits for the peer to take its bytes",
            Form.DURATION, Settings.DEFAULTS.sendTimeout(), duration(Settings.Builder::sendTimeout)),
    IDLE_TIMEOUT("idleTimeout", "how long a session may be without a frame in either direction before it is closed",
            Form.DURATION, Settings.DEFAULTS.idleTimeout(), duration(Settings.Builder::idleTimeout)),
    PING_INTERVAL("pingInterval", "how often a ping is sent to each peer",
            Form.DURATION, Settings.DEFAULTS.pingInterval(), duration(Settings.Builder::pingInterval)),
    PING_TIMEOUT("pingTimeout", "how long a peer has to answer such a ping before the session is closed",
            Form.DURATION, Settings.DEFAULTS.pingTimeout(), duration(Settings.Builder::pingTimeout)),
    MAX_TEXT_MESSAGE_SIZE("maxTextMessageSize", "how large a text message delivered whole may be, as UTF-8",
            Form.BYTES, Settings.DEFAULTS.maxTextMessageSize(), number(Settings.Builder::maxTextMessageSize)),
    MAX_BINARY_MESSAGE_SIZE("maxBinaryMessageSize", "how large a binary message delivered whole may be",
            Form.BYTES, Settings.DEFAULTS.maxBinaryMessageSize(), number(Settings.Builder::maxBinaryMessageSize)),
    SEND_QUEUE_SIZE("sendQueueSize", "how much may wait for a slow peer in a session's send queue",
            Form.BYTES, Settings.DEFAULTS.sendQueueSize(), number(Settings.Builder::sendQueueSize)),
    SLOW_CONSUMER("slowConsumer", "what happens when an asynchronous send meets a full queue: the caller waits at most"
            + " the send timeout, the send fails, or the session is closed with 1013",
            Form.SLOW_CONSUMER, Settings.DEFAULTS.slowConsumer(),
            read(Setting::slowConsumer, Settings.Builder::slowConsumer)),
    MAX_HEADERS("maxHeaders", "how many header fields a client takes in a response",
            Form.COUNT, Settings.DEFAULTS.maxHeaders(), number(Settings.Builder::maxHeaders)),
    MAX_HEADER_LENGTH("maxHeaderLength", "how long a line of a response's head may be that a client takes",
            Form.BYTES, Settings.DEFAULTS.maxHeaderLength(), number(Settings.Builder::maxHeaderLength)),
    ORIGINS("origins", "which Origin a server accepts, before the endpoint's configurator is asked",
            Form.ORIGINS, Settings.DEFAULTS.origins(), read(OriginPolicy::parse, Settings.Builder::origins)),
    PROXY("proxy", "through which HTTP proxy a client connects: the one that the JVM's ProxySelector names, none, or this"
            + " one", Form.PROXY, "system"),
    PROXY_USER("proxyUser", "as whom a client answers a proxy that asks", Form.TEXT, "nobody"),
    PROXY_PASSWORD("proxyPassword", "the password of that user", Form.TEXT, "none"),
    PROXY_REALM("proxyRealm", "the only realm of the proxy that is told them", Form.TEXT, "any"),
    USER("user", "as whom a client answers a server that asks", Form.TEXT, "nobody"),
    PASSWORD("password", "the password of that user", Form.TEXT, "none"),
    REALM("realm", "the only realm of the server that is told them", Form.TEXT, "any"),
    MAX_REDIRECTS("maxRedirects", "how many redirects a client follows to open a session", Form.REDIRECTS, "20"),
    PER_MESSAGE_DEFLATE("perMessageDeflate", "whether permessage-deflate is offered and accepted where an endpoint says"
            + " nothing of its own",
            Form.FLAG, Settings.DEFAULTS.perMessageDeflate(),
            read(Setting::flag, Settings.Builder::perMessageDeflate));

    /** What all names begin with. */
    static final String PREFIX = "fairlead.";

    /** What values look like. */
    enum Form {
        DURATION("ms", "0 (off) to 86400000"),
        BYTES("bytes", "1 to 2147483647"),
        COUNT("", "1 to 2147483647"),
        REDIRECTS("", "0 (off) to 2147483647"),
        PROXY("", "system, none or http://host:port"),
        TEXT("", "any text"),
        FLAG("", "true or false"),
        SLOW_CONSUMER("", "block, fail or close"),
        ORIGINS("", "any, same-origin, or origins as https://example.org divided by commas");

        private final String unit;
        private final String range;

        Form(String unit, String range) {
            this.unit = unit;
            this.range = range;
        }

        String unit() {
            return unit;
        }

        String range() {
            return range;
        }
    }

    private final String key;
    private final String meaning;
    private final Form form;
    private final String defaultValue;
    private final BiConsumer<Settings.Builder, String> setter;

    Setting(String name, String meaning, Form form, String defaultValue) {
        this(name, meaning, form, defaultValue, (builder, value) -> {
        });
    }

    Setting(String name, String meaning, Form form, Object defaultValue, BiConsumer<Settings.Builder, String> setter) {
        this.key = "fairlead." + name;
        this.meaning = meaning;
        this.form = form;
        this.defaultValue = defaultValue instanceof Duration duration ? Long.toString(duration.toMillis())
                : defaultValue.toString().toLowerCase(Locale.ROOT);
        this.setter = setter;
    }

    String key() {
        return key;
    }

    String meaning() {
        return meaning;
    }

    Form form() {
        return form;
    }

    String defaultValue() {
        return defaultValue;
    }

    /**
     * Sets it.
     *
     * @param builder of the settings
     * @param value   as text
     * @throws IllegalArgumentException if it isn't in range; the message says both
     */
    void apply(Settings.Builder builder, String value) {
        try {
            setter.accept(builder, value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + form.range()
                    + (form.unit().isEmpty() ? "" : " " + form.unit()), e);
        }
    }

    private static <T> BiConsumer<Settings.Builder, String> read(Function<String, T> parser,
            BiConsumer<Settings.Builder, T> setter) {
        return (builder, value) -> setter.accept(builder, parser.apply(value));
    }

    private static BiConsumer<Settings.Builder, String> duration(BiConsumer<Settings.Builder, Duration> setter) {
        return read(value -> Duration.ofMillis(Long.parseLong(value)), setter);
    }

    private static BiConsumer<Settings.Builder, String> number(BiConsumer<Settings.Builder, Integer> setter) {
        return read(Integer::valueOf, setter);
    }

    private static boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static SlowConsumer slowConsumer(String value) {
        return Arrays.stream(SlowConsumer.values()).filter(known -> known.name().equalsIgnoreCase(value)).findAny()
                .orElseThrow(() -> new IllegalArgumentException(value));
    }
}
