package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerVersionsTest {
    @TempDir
    Path benchmarks;

    @Test
    void jarsTellTheirVersions() throws Exception {
        for (String jar : List.of("jetty/target/lib/jetty-server-12.1.14.jar", "fairlead-jetty/target/lib/jetty-server-12.1.14.jar",
                "jetty/target/lib/jetty-server-extras.jar", "fairlead-jetty/target/lib/fairlead-provider-0.1.0-SNAPSHOT.jar")) {
            Files.createDirectories(benchmarks.resolve(jar).getParent());
            Files.createFile(benchmarks.resolve(jar));
        }

        assertThat(PeerVersions.read(benchmarks)).isEqualTo("Fairlead 0.1.0-SNAPSHOT, Jetty 12.1.14");
    }
}
