package dev.fairlead.websocket.coder;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeResolverTest {
    abstract static class Base<A, B> implements Decoder.Text<B> {
    }

    abstract static class Middle<X> extends Base<Integer, List<X>> {
    }

    abstract static class Deep extends Middle<String> {
    }

    abstract static class Nested implements Decoder.Text<LinkedList<HashSet<String>>> {
    }

    abstract static class Bytes<T> implements MessageHandler.Whole<T[]> {
    }

    abstract static class Strings extends Bytes<String> {
    }

    static class Holder<T> {
        T value;
    }

    static class StringHolder extends Holder<String> {
    }

    List<String> strings;
    List<Integer> integers;
    ArrayList<String> arrayOfStrings;
    List<? extends CharSequence> sequences;
    @SuppressWarnings("rawtypes")
    List raw;

    private static Type field(String name) throws NoSuchFieldException {
        return TypeResolverTest.class.getDeclaredField(name).getGenericType();
    }

    @Test
    void findsAnArgumentThroughSuperclasses() throws Exception {
        Type type = TypeResolver.argument(Deep.class, Decoder.Text.class);
        assertThat(TypeResolver.erase(type)).isEqualTo(List.class);
        assertThat(TypeResolver.isAssignable(field("strings"), type)).isTrue();
        assertThat(TypeResolver.isAssignable(field("integers"), type)).isFalse();
    }

    @Test
    void findsANestedArgument() {
        assertThat(TypeResolver.argument(Nested.class, Decoder.Text.class).getTypeName())
                .isEqualTo("java.util.LinkedList<java.util.HashSet<java.lang.String>>");
    }

    @Test
    void findsAnArrayOfAVariable() {
        assertThat(TypeResolver.argument(Strings.class, MessageHandler.Whole.class)).isEqualTo(String[].class);
    }

    @Test
    void saysNothingOfALambda() {
        MessageHandler.Whole<String> lambda = text -> {
        };
        assertThat(TypeResolver.argument(lambda.getClass(), MessageHandler.Whole.class)).isNull();
    }

    @Test
    void resolvesAMemberInItsSubclass() throws Exception {
        Type type = Holder.class.getDeclaredField("value").getGenericType();
        assertThat(TypeResolver.resolve(type, StringHolder.class, Holder.class)).isEqualTo(String.class);
    }

    @Test
    void assignsSubclassesPrimitivesAndWildcards() throws Exception {
        assertThat(TypeResolver.isAssignable(Object.class, String.class)).isTrue();
        assertThat(TypeResolver.isAssignable(int.class, Integer.class)).isTrue();
        assertThat(TypeResolver.isAssignable(String.class, Object.class)).isFalse();
        assertThat(TypeResolver.isAssignable(field("strings"), field("arrayOfStrings"))).isTrue();
        assertThat(TypeResolver.isAssignable(field("integers"), field("arrayOfStrings"))).isFalse();
        assertThat(TypeResolver.isAssignable(field("sequences"), field("arrayOfStrings"))).isTrue();
        assertThat(TypeResolver.isAssignable(field("sequences"), field("integers"))).isFalse();
        assertThat(TypeResolver.isAssignable(field("raw"), field("strings"))).isTrue();
        assertThat(TypeResolver.isAssignable(field("strings"), field("raw"))).isTrue();
    }
}
