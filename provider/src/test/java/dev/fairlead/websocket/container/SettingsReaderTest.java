package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.ClientAccess;
import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.DeflateSetting;
import dev.fairlead.websocket.DeflateSettings;
import dev.fairlead.websocket.OriginPolicy;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Settings.SlowConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReaderTest {
    private static Settings read(Map<String, ?> properties) {
        return SettingsReader.read(Settings.DEFAULTS, properties, Set.of());
    }

    @Test
    void readsEverySetting() {
        Map<String, Object> given = new HashMap<>();
        given.put("fairlead.openTimeout", "1");
        given.put("fairlead.closeTimeout", 2);
        given.put("fairlead.sendTimeout", 3L);
        given.put("fairlead.idleTimeout", Duration.ofSeconds(4));
        given.put("fairlead.pingInterval", "5");
        given.put("fairlead.pingTimeout", " 6 ");
        given.put("fairlead.maxTextMessageSize", "7");
        given.put("fairlead.maxBinaryMessageSize", "8");
        given.put("fairlead.sendQueueSize", "9");
        given.put("fairlead.slowConsumer", "close");
        given.put("fairlead.maxHeaders", "10");
        given.put("fairlead.maxHeaderLength", "11");
        given.put("fairlead.origins", "same-origin");
        given.put("fairlead.perMessageDeflate", false);
        given.put("fairlead.perMessageDeflate.level", "9");
        given.put("fairlead.proxy", " http://proxy.example:3128 ");
        given.put("fairlead.proxyUser", "grace");
        given.put("fairlead.proxyPassword", "hopper");
        given.put("fairlead.user", "ada");
        given.put("fairlead.password", "");
        given.put("fairlead.realm", "in");
        given.put("fairlead.maxRedirects", 12);
        given.put("unrelated", "x");

        Settings settings = read(given);

        assertThat(settings.openTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.closeTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(settings.sendTimeout()).isEqualTo(Duration.ofMillis(3));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.pingInterval()).isEqualTo(Duration.ofMillis(5));
        assertThat(settings.pingTimeout()).isEqualTo(Duration.ofMillis(6));
        assertThat(settings.maxTextMessageSize()).isEqualTo(7);
        assertThat(settings.maxBinaryMessageSize()).isEqualTo(8);
        assertThat(settings.sendQueueSize()).isEqualTo(9);
        assertThat(settings.slowConsumer()).isEqualTo(SlowConsumer.CLOSE);
        assertThat(settings.maxHeaders()).isEqualTo(10);
        assertThat(settings.maxHeaderLength()).isEqualTo(11);
        assertThat(settings.origins()).isSameAs(OriginPolicy.sameOrigin());
        assertThat(settings.perMessageDeflate()).isFalse();
        assertThat(settings.deflate()).isEqualTo(DeflateSettings.builder().level(9).build());
        assertThat(settings.clientAccess()).isEqualTo(new ClientAccess("http://proxy.example:3128",
                new Credentials("grace", "hopper", null), new Credentials("ada", "", "in"), 12));
    }

    @Test
    void showsNoPassword() {
        assertThat(read(Map.of("fairlead.user", "ada", "fairlead.password", "lovelace")).toString())
                .contains("ada").doesNotContain("lovelace");
    }

    @Test
    void partOfTheCredentialsCanBeGivenOverTheContainers() {
        Settings base = read(Map.of("fairlead.user", "ada", "fairlead.password", "old"));
        assertThat(SettingsReader.read(base, Map.of("fairlead.password", "new"), Set.of()).clientAccess().credentials())
                .isEqualTo(new Credentials("ada", "new", null));
        assertThatThrownBy(() -> read(Map.of("fairlead.password", "secret"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fairlead.user is missing").hasMessageNotContaining("secret");
    }

    @Test
    void keepsTheBaseWhereNothingIsGiven() {
        Settings base = Settings.builder().maxHeaders(3).build();
        assertThat(SettingsReader.read(base, Map.of("other", "x"), Set.of())).isSameAs(base);
        assertThat(SettingsReader.read(base, Map.of("fairlead.openTimeout", "1"), Set.of()).maxHeaders()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fairlead.openTimeout | soon", "fairlead.idleTimeout | -1", "fairlead.closeTimeout | 86400001",
        "fairlead.maxTextMessageSize | 0", "fairlead.maxBinaryMessageSize | 2147483648", "fairlead.slowConsumer | drop",
        "fairlead.perMessageDeflate | yes", "fairlead.origins | example.org", "fairlead.perMessageDeflate.level | 10",
        "fairlead.proxy | proxy:3128", "fairlead.proxy | http://user@proxy:3128", "fairlead.maxRedirects | -1",
        "fairlead.maxRedirects | all", "fairlead.perMessageDeflate.serverMaxWindowBits | 16", "fairlead.perMessageDeflate.strategy | best"})
    void namesABadValueAndTheRange(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name).hasMessageContaining(value).hasMessageContaining("it must be");
    }

    @Test
    void namesAnUnknownSetting() {
        assertThatThrownBy(() -> read(Map.of("fairlead.maxTextSize", "1"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fairlead.maxTextSize is no setting")
                .hasMessageContaining("fairlead.maxTextMessageSize");
        assertThat(SettingsReader.read(Settings.DEFAULTS, Map.of("fairlead.transport", "tomcat"),
                Set.of("fairlead.transport"))).isEqualTo(Settings.DEFAULTS);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void isDocumented(Setting setting) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/settings.md"))).contains("| `" + setting.key() + "` | "
                + setting.meaning() + " | " + setting.form().unit() + " | " + setting.form().range() + " | "
                + setting.defaultValue() + " |");
    }

    static List<DeflateSetting<?>> deflateSettings() {
        return DeflateSetting.all();
    }

    @ParameterizedTest
    @MethodSource("deflateSettings")
    void isDocumented(DeflateSetting<?> setting) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/settings.md"))).contains("| `" + setting.parameter() + "` | "
                + setting.meaning() + " | " + setting.unit() + " | " + setting.range() + " | " + setting.defaultValue()
                + " |");
    }

    @Test
    void documentsNothingElse() throws IOException {
        List<String> known = new ArrayList<>(List.of("fairlead.transport"));
        Arrays.stream(Setting.values()).map(Setting::key).forEach(known::add);
        DeflateSetting.all().stream().map(DeflateSetting::parameter).forEach(known::add);
        assertThat(Files.readAllLines(Path.of("../docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `fairlead."))
                .filter(line -> known.stream().noneMatch(name -> line.startsWith("| `" + name + "` ")))).isEmpty();
    }
}
