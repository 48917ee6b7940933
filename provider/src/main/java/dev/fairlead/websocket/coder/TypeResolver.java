package dev.fairlead.websocket.coder;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Finds what type arguments a class gives its generic superclasses and interfaces, however far up they are. */
public final class TypeResolver {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class, byte.class, Byte.class, char.class, Character.class, short.class, Short.class,
            int.class, Integer.class, long.class, Long.class, float.class, Float.class, double.class, Double.class);

    /** A parameterized type whose variables were replaced. */
    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        /** As it is written in Java; messages show it. */
        @Override
        public String toString() {
            return raw.getName() + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }
    }

    private TypeResolver() {
    }

    /**
     * The first type argument that a class gives a generic supertype.
     *
     * @param type    a class that extends or implements it
     * @param generic a class or interface with a type parameter
     * @return the argument with all variables replaced; null where the class doesn't say, as a lambda
     */
    public static Type argument(Type type, Class<?> generic) {
        Type parameterized = asSuper(type, generic);
        return parameterized instanceof ParameterizedType known && isKnown(known.getActualTypeArguments()[0])
                ? known.getActualTypeArguments()[0] : null;
    }

    /**
     * A type as it is seen in a class that may have given its variables a value.
     *
     * @param type     of a member that the class has or inherits
     * @param context  the class
     * @param declarer the class that declares the member
     * @return the type with all variables replaced that are known
     */
    public static Type resolve(Type type, Class<?> context, Class<?> declarer) {
        return asSuper(context, declarer) instanceof ParameterizedType known
                ? substitute(type, variables(declarer, known)) : type;
    }

    /**
     * The class behind a type.
     *
     * @param type any type
     * @return its erasure
     */
    public static Class<?> erase(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return erase(variable.getBounds()[0]);
        }
        return erase(((WildcardType) type).getUpperBounds()[0]);
    }

    /**
     * The class that a primitive type's values have as objects.
     *
     * @param type any class
     * @return the wrapper of a primitive type; any other class itself
     */
    public static Class<?> box(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    /**
     * Whether a value of one type can be given to a parameter of another; type arguments count where both sides say them.
     *
     * @param target the parameter's
     * @param source the value's
     * @return true if it fits
     */
    public static boolean isAssignable(Type target, Type source) {
        Class<?> raw = box(erase(target));
        if (!raw.isAssignableFrom(box(erase(source)))) {
            return false;
        }
        return !(target instanceof ParameterizedType wanted)
                || !(asSuper(source, raw) instanceof ParameterizedType given)
                || contains(wanted.getActualTypeArguments(), given.getActualTypeArguments());
    }

    private static boolean contains(Type[] wanted, Type[] given) {
        for (int i = 0; i < wanted.length; i++) {
            Type argument = wanted[i];
            boolean fits = argument instanceof WildcardType wildcard
                    ? isAssignable(wildcard.getUpperBounds()[0], given[i])
                    : !isKnown(argument) || !isKnown(given[i]) || same(argument, given[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Type one, Type other) {
        if (one instanceof ParameterizedType a && other instanceof ParameterizedType b) {
            return a.getRawType().equals(b.getRawType())
                    && contains(a.getActualTypeArguments(), b.getActualTypeArguments());
        }
        return Objects.equals(one, other);
    }

    private static Type asSuper(Type type, Class<?> wanted) {
        Class<?> raw = erase(type);
        if (raw == wanted) {
            return type;
        }
        if (!wanted.isAssignableFrom(raw)) {
            return null;
        }
        Map<TypeVariable<?>, Type> variables =
                type instanceof ParameterizedType parameterized ? variables(raw, parameterized) : Map.of();
        Type parent = raw.getGenericSuperclass();
        if (parent != null && wanted.isAssignableFrom(erase(parent))) {
            return asSuper(substitute(parent, variables), wanted);
        }
        for (Type implemented : raw.getGenericInterfaces()) {
            if (wanted.isAssignableFrom(erase(implemented))) {
                return asSuper(substitute(implemented, variables), wanted);
            }
        }
        return null;
    }

    private static Map<TypeVariable<?>, Type> variables(Class<?> raw, ParameterizedType type) {
        Map<TypeVariable<?>, Type> variables = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length; i++) {
            variables.put(parameters[i], type.getActualTypeArguments()[i]);
        }
        return variables;
    }

    private static Type substitute(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return variables.getOrDefault(variable, variable);
        }
        if (type instanceof ParameterizedType parameterized) {
            return new Parameterized((Class<?>) parameterized.getRawType(),
                    Arrays.stream(parameterized.getActualTypeArguments()).map(t -> substitute(t, variables)).toList());
        }
        if (type instanceof GenericArrayType array) {
            Type component = substitute(array.getGenericComponentType(), variables);
            return isKnown(component) ? erase(component).arrayType() : type;
        }
        return type;
    }

    private static boolean isKnown(Type type) {
        return !(type instanceof TypeVariable<?>);
    }
}
