package dev.fairlead.benchmarks.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotLineTest {
    @Test
    void whatVariesIsAColumn() {
        assertThat(HotLine.table(List.of(
                new HotLine("mask", Map.of("size", "64"), 5.5, 6, .01),
                new HotLine("mask", Map.of("size", "1024"), 40, 41, 24)))).hasToString("""
                | size | least ns | mean ns | allocated, B |
                |---|---|---|---|
                | 64 | 5.50 | 6.00 | 0 |
                | 1024 | 40.0 | 41.0 | 24.0 |
                """);
    }

    @Test
    void severalOperationsHaveAColumnToo() {
        assertThat(HotLine.table(List.of(
                new HotLine("mask", Map.of("size", "64"), 5.5, 6, 0),
                new HotLine("bytewise", Map.of("size", "64"), 40, 41, 0)))).hasToString("""
                | operation | least ns | mean ns | allocated, B |
                |---|---|---|---|
                | mask | 5.50 | 6.00 | 0 |
                | bytewise | 40.0 | 41.0 | 0 |
                """);
    }
}
