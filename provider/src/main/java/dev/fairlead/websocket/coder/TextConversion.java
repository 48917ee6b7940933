package dev.fairlead.websocket.coder;

import jakarta.websocket.DecodeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a String, a primitive or its wrapper of text: for path parameters and for messages without a decoder. Numbers and
 * booleans are read as the wrapper's constructor with a String did; a character is the text's first. Immutable.
 */
public final class TextConversion {
    private static final Map<Class<?>, TextConversion> BY_TYPE = new HashMap<>();

    static {
        register(String.class, text -> text);
        register(Boolean.class, Boolean::valueOf);
        register(Byte.class, Byte::valueOf);
        register(Character.class, TextConversion::character);
        register(Short.class, Short::valueOf);
        register(Integer.class, Integer::valueOf);
        register(Long.class, Long::valueOf);
        register(Float.class, Float::valueOf);
        register(Double.class, Double::valueOf);
    }

    private final Class<?> type;
    private final Function<String, Object> function;

    private TextConversion(Class<?> type, Function<String, Object> function) {
        this.type = type;
        this.function = function;
    }

    private static void register(Class<?> type, Function<String, Object> function) {
        BY_TYPE.put(type, new TextConversion(type, function));
    }

    private static Object character(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no character");
        }
        return text.charAt(0);
    }

    /**
     * The conversion to a type.
     *
     * @param type any class
     * @return empty unless it is String, a primitive or a wrapper
     */
    public static Optional<TextConversion> to(Class<?> type) {
        return Optional.ofNullable(BY_TYPE.get(TypeResolver.box(type)));
    }

    /** All types that there is a conversion to: String and the wrappers. */
    static Set<Class<?>> types() {
        return BY_TYPE.keySet();
    }

    /**
     * Converts.
     *
     * @param text what was received
     * @return a value of the type, boxed
     * @throws DecodeException if the text is no such value; it carries the text
     */
    public Object convert(String text) throws DecodeException {
        try {
            return function.apply(text);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(text, "\"" + shorten(text) + "\" is no " + type.getSimpleName(), e);
        }
    }

    private static String shorten(String text) {
        return text.length() <= 75 ? text : text.substring(0, 75) + "...";
    }
}
