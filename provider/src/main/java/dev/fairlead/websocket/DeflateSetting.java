package dev.fairlead.websocket;

import dev.fairlead.websocket.DeflateSettings.Codec;
import dev.fairlead.websocket.DeflateSettings.Tables;
import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One setting of permessage-deflate: its name, what it means, which values it takes and what holds where nobody sets
 * it. All doors read it here: {@link DeflateBuilder}, {@link Deflate}, and the parameters whose names begin with
 * {@code fairlead.perMessageDeflate.}. Immutable.
 *
 * @param <T> the type of its values
 */
public final class DeflateSetting<T> {
    /** The largest window of the server's compression; see {@link DeflateBuilder#serverMaxWindowBits}. */
    public static final DeflateSetting<Integer> SERVER_MAX_WINDOW_BITS = number("serverMaxWindowBits",
            Deflate::serverMaxWindowBits, 8, 15, "bits",
            "a server's window is at most 2 to the power of it; a client asks servers for it",
            "12 on a server, not asked for by a client");

    /** The largest window of the client's compression; see {@link DeflateBuilder#clientMaxWindowBits}. */
    public static final DeflateSetting<Integer> CLIENT_MAX_WINDOW_BITS = number("clientMaxWindowBits",
            Deflate::clientMaxWindowBits, 8, 15, "bits",
            "a server tells clients to use no larger window; a client uses no larger one", "12");

    /** What a client's offer says of its window; see {@link DeflateBuilder#clientWindowOffer}. */
    public static final DeflateSetting<WindowOffer> CLIENT_WINDOW_OFFER = choice("clientWindowOffer",
            Deflate::clientWindowOffer, WindowOffer.class,
            "what a client's offer says of its window: nothing, that the server may limit it, or that and its size",
            "with_value where clientMaxWindowBits is set, else without_value");

    /** Whether a server declines clients that it can't limit; see {@link DeflateBuilder#requireClientMaxWindowBits}. */
    public static final DeflateSetting<Boolean> REQUIRE_CLIENT_MAX_WINDOW_BITS = flag("requireClientMaxWindowBits",
            Deflate::requireClientMaxWindowBits,
            "whether a server declines compression with clients whose window it can't limit", "false");

    /** Whether the server forgets each message; see {@link DeflateBuilder#serverNoContextTakeover}. */
    public static final DeflateSetting<Boolean> SERVER_NO_CONTEXT_TAKEOVER = flag("serverNoContextTakeover",
            Deflate::serverNoContextTakeover,
            "whether a server forgets each message before the next; a client demands it", "false");

    /** Whether the client forgets each message; see {@link DeflateBuilder#clientNoContextTakeover}. */
    public static final DeflateSetting<Boolean> CLIENT_NO_CONTEXT_TAKEOVER = flag("clientNoContextTakeover",
            Deflate::clientNoContextTakeover,
            "whether a client forgets each message before the next; a server demands it", "false");

    /** How hard to compress; see {@link DeflateBuilder#level}. */
    public static final DeflateSetting<Integer> LEVEL = number("level", Deflate::level, 1, 9, "",
            "how hard to compress, from fast to small", "1");

    /** How much memory to compress with; see {@link DeflateBuilder#memoryLevel}. */
    public static final DeflateSetting<Integer> MEMORY_LEVEL = number("memoryLevel", Deflate::memoryLevel, 1, 9, "",
            "how much memory to compress with, from little to much", "the codec's own, 5 at the default window");

    /** The kind of data; see {@link DeflateBuilder#strategy}. */
    public static final DeflateSetting<DeflateStrategy> STRATEGY = choice("strategy", Deflate::strategy,
            DeflateStrategy.class, "the kind of data to compress", "default");

    /** Which messages are too small; see {@link DeflateBuilder#minimumSize}. */
    public static final DeflateSetting<Integer> MINIMUM_SIZE = number("minimumSize", Deflate::minimumSize, 0,
            Integer.MAX_VALUE, "bytes", "messages below it are sent as they are", "0, or 96 without context takeover");

    /** What happens to messages that don't get smaller; see {@link DeflateBuilder#onlyIfSmaller}. */
    public static final DeflateSetting<Boolean> ONLY_IF_SMALLER = flag("onlyIfSmaller", Deflate::onlyIfSmaller,
            "whether a message that compression doesn't make smaller is sent as it is", "true");

    /** Which code compresses; see {@link DeflateBuilder#codec}. */
    public static final DeflateSetting<Codec> CODEC = choice("codec", Deflate::codec, Codec.class,
            "which code compresses: Fairlead's own, or the JDK's zlib", "fairlead");

    /** Where the compression's tables are; see {@link DeflateBuilder#tables}. */
    public static final DeflateSetting<Tables> TABLES = choice("tables", Deflate::tables, Tables.class,
            "where the tables of the compression are: shared by all connections, or with each", "shared");

    /** What every parameter's name begins with. */
    private static final String PREFIX = "fairlead.perMessageDeflate.";

    private static final List<DeflateSetting<?>> ALL = List.of(SERVER_MAX_WINDOW_BITS, CLIENT_MAX_WINDOW_BITS,
            CLIENT_WINDOW_OFFER, REQUIRE_CLIENT_MAX_WINDOW_BITS, SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER,
            LEVEL, MEMORY_LEVEL, STRATEGY, MINIMUM_SIZE, ONLY_IF_SMALLER, CODEC, TABLES);

    private final String name;
    private final Function<Deflate, List<T>> annotated;
    private final Function<String, T> parser;
    private final Predicate<T> allowed;
    private final String range;
    private final String unit;
    private final String meaning;
    private final String defaultValue;

    private DeflateSetting(String name, Function<Deflate, List<T>> annotated, Function<String, T> parser,
            Predicate<T> allowed, String range, String unit, String meaning, String defaultValue) {
        this.name = name;
        this.annotated = annotated;
        this.parser = parser;
        this.allowed = allowed;
        this.range = range;
        this.unit = unit;
        this.meaning = meaning;
        this.defaultValue = defaultValue;
    }

    private static DeflateSetting<Integer> number(String name, Function<Deflate, int[]> annotated, int least, int most,
            String unit, String meaning, String defaultValue) {
        return new DeflateSetting<>(name, annotation -> IntStream.of(annotated.apply(annotation)).boxed().toList(),
                Integer::valueOf, value -> value >= least && value <= most, least + " to " + most, unit, meaning,
                defaultValue);
    }

    private static DeflateSetting<Boolean> flag(String name, Function<Deflate, boolean[]> annotated, String meaning,
            String defaultValue) {
        return new DeflateSetting<>(name, annotation -> {
            boolean[] values = annotated.apply(annotation);
            return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
        }, DeflateSetting::flag, value -> true, "true or false", "", meaning, defaultValue);
    }

    private static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <E extends Enum<E>> DeflateSetting<E> choice(String name, Function<Deflate, E[]> annotated,
            Class<E> type, String meaning, String defaultValue) {
        List<String> names = Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
        String range = names.stream().limit(names.size() - 1).collect(Collectors.joining(", ")) + " or "
                + names.get(names.size() - 1);
        return new DeflateSetting<>(name, annotation -> List.of(annotated.apply(annotation)),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)), value -> true, range, "", meaning,
                defaultValue);
    }

    /**
     * All settings.
     *
     * @return in the order of the documentation
     */
    public static List<DeflateSetting<?>> all() {
        return ALL;
    }

    /**
     * The name, as a builder's method and an annotation's element have it.
     *
     * @return as {@code serverMaxWindowBits}
     */
    public String name() {
        return name;
    }

    /**
     * The name as a context parameter, a user property or a system property.
     *
     * @return as {@code fairlead.perMessageDeflate.serverMaxWindowBits}
     */
    public String parameter() {
        return PREFIX + name;
    }

    /**
     * What it does.
     *
     * @return some words
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Which values it takes.
     *
     * @return as {@code 8 to 15}
     */
    public String range() {
        return range;
    }

    /**
     * What its values count.
     *
     * @return as {@code bits}; empty for what counts nothing
     */
    public String unit() {
        return unit;
    }

    /**
     * What holds where nobody sets it.
     *
     * @return some words
     */
    public String defaultValue() {
        return defaultValue;
    }

    /**
     * Checks a value.
     *
     * @param value of this setting
     * @return the value
     * @throws IllegalArgumentException if it isn't in the range; the message has name and range
     */
    T require(T value) {
        Objects.requireNonNull(value, name);
        if (!allowed.test(value)) {
            throw wrong(value, null);
        }
        return value;
    }

    /**
     * Reads a value.
     *
     * @param text of a parameter
     * @return the value
     * @throws IllegalArgumentException if it is none; the message has name and range
     */
    T parse(String text) {
        T value;
        try {
            value = parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
        return require(value);
    }

    /**
     * What an annotation says.
     *
     * @param annotation of an endpoint
     * @return empty for nothing
     */
    List<T> annotated(Deflate annotation) {
        return annotated.apply(annotation);
    }

    private IllegalArgumentException wrong(Object value, Exception cause) {
        return new IllegalArgumentException(parameter() + " is " + value + "; it must be " + range, cause);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
