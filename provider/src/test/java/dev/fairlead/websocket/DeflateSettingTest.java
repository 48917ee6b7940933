package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.DeflateSettings.Codec;
import dev.fairlead.websocket.DeflateSettings.Tables;
import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import dev.fairlead.websocket.container.SettingsReader;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting goes through every door: builder, annotation, parameter, with the same result. */
class DeflateSettingTest {
    /** A value of each setting that isn't its default, and its text as a parameter. */
    private static final Map<DeflateSetting<?>, Object> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put(DeflateSetting.SERVER_MAX_WINDOW_BITS, 9);
        VALUES.put(DeflateSetting.CLIENT_MAX_WINDOW_BITS, 10);
        VALUES.put(DeflateSetting.CLIENT_WINDOW_OFFER, WindowOffer.NONE);
        VALUES.put(DeflateSetting.REQUIRE_CLIENT_MAX_WINDOW_BITS, true);
        VALUES.put(DeflateSetting.SERVER_NO_CONTEXT_TAKEOVER, true);
        VALUES.put(DeflateSetting.CLIENT_NO_CONTEXT_TAKEOVER, true);
        VALUES.put(DeflateSetting.LEVEL, 6);
        VALUES.put(DeflateSetting.MEMORY_LEVEL, 9);
        VALUES.put(DeflateSetting.STRATEGY, DeflateStrategy.RLE);
        VALUES.put(DeflateSetting.MINIMUM_SIZE, 77);
        VALUES.put(DeflateSetting.ONLY_IF_SMALLER, false);
        VALUES.put(DeflateSetting.CODEC, Codec.JDK);
        VALUES.put(DeflateSetting.TABLES, Tables.CONNECTION);
    }

    /** What only one of the two sides minds. */
    private static final Map<DeflateSetting<?>, String> ONE_SIDE = Map.of(
            DeflateSetting.CLIENT_WINDOW_OFFER, "client",
            DeflateSetting.REQUIRE_CLIENT_MAX_WINDOW_BITS, "server");

    static List<DeflateSetting<?>> settings() {
        return DeflateSetting.all();
    }

    private static DeflateBuilder<?> byMethod(DeflateBuilder<?> builder, DeflateSetting<?> setting) throws Exception {
        Method method = Arrays.stream(DeflateBuilder.class.getMethods())
                .filter(m -> m.getName().equals(setting.name())).findAny()
                .orElseThrow(() -> new AssertionError("the builder has no method " + setting));
        method.invoke(builder, VALUES.get(setting));
        return builder;
    }

    /** An annotation that says one thing; as the compiler makes it, what isn't said is the element's default. */
    private static Deflate annotation(DeflateSetting<?> setting, Object... values) throws Exception {
        Method element = Deflate.class.getMethod(setting.name());
        Object array = Array.newInstance(element.getReturnType().getComponentType(), values.length);
        for (int i = 0; i < values.length; i++) {
            Array.set(array, i, values[i]);
        }
        return (Deflate) Proxy.newProxyInstance(Deflate.class.getClassLoader(), new Class<?>[] {Deflate.class},
                (proxy, method, arguments) -> method.equals(element) ? array : method.getDefaultValue());
    }

    private static Settings parameter(DeflateSetting<?> setting) {
        return SettingsReader.read(Settings.DEFAULTS,
                Map.of(setting.parameter(), VALUES.get(setting).toString().toLowerCase()), Set.of());
    }

    @Test
    void allAreListedAndHaveAValueHere() throws Exception {
        List<Object> constants = new ArrayList<>();
        for (Field field : DeflateSetting.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                constants.add(field.get(null));
            }
        }
        assertThat(DeflateSetting.all()).hasSameElementsAs(Stream.of(constants.toArray())
                .map(DeflateSetting.class::cast).<DeflateSetting<?>>map(s -> s).toList());
        assertThat(VALUES.keySet()).hasSameElementsAs(DeflateSetting.all());
    }

    @Test
    void noDoorHasAnythingElse() {
        List<String> names = DeflateSetting.all().stream().map(DeflateSetting::name).toList();
        assertThat(Arrays.stream(Deflate.class.getDeclaredMethods()).map(Method::getName)
                .filter(name -> !name.equals("enabled"))).hasSameElementsAs(names);
        assertThat(Arrays.stream(DeflateBuilder.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers())).map(Method::getName)
                .filter(name -> !name.equals("set"))).hasSameElementsAs(names);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isTheSameThroughEveryDoor(DeflateSetting<?> setting) throws Exception {
        DeflateSettings built = ((DeflateSettings.Builder) byMethod(DeflateSettings.builder(), setting)).build();
        assertThat(built).isNotEqualTo(DeflateSettings.DEFAULTS);
        assertThat(built.get(setting).orElseThrow()).isEqualTo(VALUES.get(setting));
        assertThat(DeflateSettings.of(annotation(setting, VALUES.get(setting)))).isEqualTo(built);
        assertThat(parameter(setting).deflate()).isEqualTo(built);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void makesTheSameServerThroughEveryDoor(DeflateSetting<?> setting) throws Exception {
        ServerExtension built = ((PerMessageDeflate.ServerBuilder) byMethod(PerMessageDeflate.server(), setting)).build();
        Deflate annotation = annotation(setting, VALUES.get(setting));
        assertThat(PerMessageDeflate.server(Settings.DEFAULTS, annotation)).contains(built);
        assertThat(PerMessageDeflate.server(parameter(setting), null)).contains(built);
        boolean minded = !"client".equals(ONE_SIDE.get(setting));
        assertThat(built.equals(PerMessageDeflate.server().build())).as("no effect").isNotEqualTo(minded);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void makesTheSameClientThroughEveryDoor(DeflateSetting<?> setting) throws Exception {
        ClientExtension built = ((PerMessageDeflate.ClientBuilder) byMethod(PerMessageDeflate.client(), setting)).build();
        Deflate annotation = annotation(setting, VALUES.get(setting));
        assertThat(PerMessageDeflate.client(Settings.DEFAULTS, annotation)).contains(built);
        assertThat(PerMessageDeflate.client(parameter(setting), null)).contains(built);
        boolean minded = !"server".equals(ONE_SIDE.get(setting));
        assertThat(built.equals(PerMessageDeflate.client().build())).as("no effect").isNotEqualTo(minded);
    }

    private static Object other(Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        return value instanceof Enum<?> constant
                ? constant.getDeclaringClass().getEnumConstants()[constant.ordinal() == 0 ? 1 : 0] : 8;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void canBeSetBackToAnyValueByTheNarrowerDoor(DeflateSetting<?> setting) throws Exception {
        Settings container = parameter(setting);
        Object other = other(VALUES.get(setting));
        assertThat(DeflateSettings.of(annotation(setting, other)).over(container.deflate()).get(setting).orElseThrow())
                .isEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void takesOneValueInAnAnnotation(DeflateSetting<?> setting) throws Exception {
        Deflate twice = annotation(setting, VALUES.get(setting), VALUES.get(setting));
        assertThatThrownBy(() -> PerMessageDeflate.server(Settings.DEFAULTS, twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("@Deflate: " + setting.name() + " has 2 values; it must have one");
    }

    @Test
    void asksTheJdksCodecForNothingThatItCannotDo() {
        assertThatThrownBy(() -> PerMessageDeflate.server().codec(Codec.JDK).memoryLevel(3).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("set codec to fairlead");
        assertThatThrownBy(() -> PerMessageDeflate.client().codec(Codec.JDK).strategy(DeflateStrategy.FIXED).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("set codec to fairlead");
    }
}
