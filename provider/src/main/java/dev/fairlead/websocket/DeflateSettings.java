package dev.fairlead.websocket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What somebody says of permessage-deflate (RFC 7692): a container, an endpoint's annotation, its user properties, or a
 * program. {@link DeflateSetting} has all settings. Immutable; two are equal if they say the same.
 */
public final class DeflateSettings {
    /** Nothing is said: the defaults hold. */
    public static final DeflateSettings DEFAULTS = builder().build();

    /** Which code compresses. */
    public enum Codec {
        /** Fairlead's own: every window, memory level and strategy, and the least memory for a connection. */
        FAIRLEAD,
        /** The zlib of {@code java.util.zip}: it has no memory level, and the first three strategies. */
        JDK
    }

    /** Where the tables are in which a compression looks matches up. Only Fairlead's codec has them elsewhere. */
    public enum Tables {
        /** Shared by all connections: lent for the time of one message. */
        SHARED,
        /** With each connection: faster where few are busy, and tens of KiB for each. */
        CONNECTION
    }

    /** What a client's offer says of its own window (RFC 7692 section 7.1.2.2). */
    public enum WindowOffer {
        /** Nothing: the server can't limit it. */
        NONE,
        /** {@code client_max_window_bits}: the server can limit it. */
        WITHOUT_VALUE,
        /** {@code client_max_window_bits=n}: the server can limit it, and knows that it is no larger than n bits. */
        WITH_VALUE
    }

    private final Map<DeflateSetting<?>, Object> values;

    DeflateSettings(Map<DeflateSetting<?>, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * What is said.
     *
     * @param setting which
     * @param <T>     the type of its values
     * @return empty where nothing is said
     */
    @SuppressWarnings("unchecked") // what is put was checked
    public <T> Optional<T> get(DeflateSetting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /**
     * What holds.
     *
     * @param setting   which
     * @param otherwise where nothing is said
     * @param <T>       the type of its values
     * @return the value
     */
    public <T> T get(DeflateSetting<T> setting, T otherwise) {
        return get(setting).orElse(otherwise);
    }

    /**
     * These settings, and another's where nothing is said.
     *
     * @param base what holds behind these
     * @return both
     */
    public DeflateSettings over(DeflateSettings base) {
        Map<DeflateSetting<?>, Object> both = new LinkedHashMap<>(base.values);
        both.putAll(values);
        return new DeflateSettings(both);
    }

    /**
     * Reads settings from parameters, as a servlet context's or an endpoint's user properties.
     *
     * @param parameters gives the value of a parameter, or null
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong; the message names the parameter and the range
     */
    public static DeflateSettings of(UnaryOperator<String> parameters) {
        Builder builder = builder();
        for (DeflateSetting<?> setting : DeflateSetting.all()) {
            String text = parameters.apply(setting.parameter());
            if (text != null) {
                parse(builder, setting, text);
            }
        }
        return builder.build();
    }

    private static <T> void parse(Builder builder, DeflateSetting<T> setting, String text) {
        builder.set(setting, setting.parse(text));
    }

    /**
     * Reads an endpoint's annotation.
     *
     * @param annotation the endpoint's
     * @return the settings
     * @throws IllegalArgumentException if a value is wrong; the message names the setting and the range
     */
    static DeflateSettings of(Deflate annotation) {
        Builder builder = builder();
        try {
            DeflateSetting.all().forEach(setting -> copy(builder, setting, annotation));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@Deflate: " + e.getMessage(), e);
        }
        return builder.build();
    }

    private static <T> void copy(Builder builder, DeflateSetting<T> setting, Deflate annotation) {
        var said = setting.annotated(annotation);
        if (said.size() > 1) {
            throw new IllegalArgumentException(setting.name() + " has " + said.size() + " values; it must have one");
        }
        said.forEach(value -> builder.set(setting, value));
    }

    /**
     * A builder that says nothing.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder extends DeflateBuilder<Builder> {
        private Builder() {
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * The settings.
         *
         * @return immutable
         */
        public DeflateSettings build() {
            return settings();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeflateSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** What is said, as {@code {level=6}}. */
    @Override
    public String toString() {
        return values.toString();
    }
}
