package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryReadingTest {
    private static final List<String> SMAPS = """
            e0000000-f0000000 rw-p 00000000 00:00 0
            Size:             262144 kB
            Rss:                1000 kB
            f0000000-100000000 ---p 00000000 00:00 0
            Rss:                  10 kB
            55d0c0000000-55d0c0001000 r--p 00000000 08:01 42  /usr/bin/java
            Rss:                   4 kB
            7f0000000000-7f0000100000 rw-p 00000000 00:00 0
            Rss:                 300 kB
            """.lines().toList();

    @ParameterizedTest
    @ValueSource(strings = {
        " garbage-first heap   total 389120K, used 14997K [0x00000000e0000000, 0x0000000100000000)",
        "garbage-first heap   total reserved 524288K, committed 389120K, used 10446K [0x00000000e0000000, 0x0000000100000000)"})
    void pagesOfTheHeapAreToldFromOthers(String heapInfo) {
        assertThat(ResidentMemory.parse(List.of("4711:", heapInfo, " region size 1024K"), SMAPS))
                .isEqualTo(new ResidentMemory(1010 * 1024, 304 * 1024));
    }

    @Test
    void aHistogramIsReadAndCompared() {
        ClassHistogram before = histogram("   1:  2  100  [B (java.base@17.0.15)", "   2:  1  50  java.lang.String");
        ClassHistogram after = histogram("   1:  9  900  [B (java.base@17.0.15)", "   2:  5  80  dev.fairlead.websocket.A");

        assertThat(after.total()).isEqualTo(980);
        assertThat(after.minus(before)).containsOnly(entry("[B", 800L),
                entry("java.lang.String", -50L),
                entry("dev.fairlead.websocket.A", 80L));
    }

    @Test
    void whatIsNoHistogramIsRefused() {
        assertThatThrownBy(() -> histogram("Unknown diagnostic command")).hasMessageContaining("Unknown diagnostic command");
    }

    @Test
    void memoryIsDividedAmongTheConnections() {
        LoadResult load = LoadResult.parse("mode=idle pmd=takeover server_bits=12 cpu_us=3.5");
        IdleMemory memory = IdleMemory.of(load, 10,
                histogram("   1:  1  1000  [B"), histogram("   1:  1  3000  [B", "   2:  1  200  dev.fairlead.websocket.A"), 5000);

        assertThat(memory.heap()).isEqualTo(220);
        assertThat(memory.outside()).isEqualTo(500);
        assertThat(memory.ownClasses()).isEqualTo(20);
        assertThat(memory.load().number("cpu_us")).isEqualTo(3.5);
        assertThatThrownBy(() -> load.text("client_bits")).hasMessageStartingWith("no client_bits in");
    }

    @Test
    void theHeapGrowsWithTheConnections() {
        assertThat(IdleMemory.heapGib(10)).isEqualTo(3);
        assertThat(IdleMemory.heapGib(5000)).isEqualTo(3);
        assertThat(IdleMemory.heapGib(5001)).isEqualTo(4);
        assertThat(IdleMemory.heapGib(20_000)).isEqualTo(12);
    }

    private static ClassHistogram histogram(String... rows) {
        return ClassHistogram.parse(List.of(rows));
    }
}
