package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareOptionsTest {
    @Test
    void withoutOptionsItIsAllThatThereIs() {
        CompareOptions options = CompareOptions.parse();

        assertThat(options.cases()).isEqualTo(ComparedCase.ALL);
        assertThat(options.servers()).contains("fairlead-tomcat", "fairlead-jetty", "fairlead-server", "tomcat", "jetty", "netty");
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.complete()).isTrue();
        assertThat(options.command()).isEqualTo("benchmarks/compare");
    }

    @Test
    void optionsAndServersAreRead() {
        CompareOptions options = CompareOptions.parse("quick", "-c", "takeover,echo-64", "-r", "2", "-t", "0.5", "-w", "0",
                "-n", "20000", "-l", "java25", "tomcat", "netty");

        assertThat(options.cases()).extracting(ComparedCase::name)
                .as("in the order in which they run").containsExactly("echo-64-1", "echo-64-16", "takeover-1", "takeover-16");
        assertThat(options.servers()).containsExactly("tomcat", "netty");
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.seconds()).isEqualTo(0.5);
        assertThat(options.warmUp()).isZero();
        assertThat(options.connections()).isEqualTo(20_000);
        assertThat(options.label()).isEqualTo("java25");
        assertThat(options.complete()).isFalse();
        assertThat(options.command()).startsWith("benchmarks/compare quick -c takeover,echo-64 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-c nothing|no case \"nothing\"; there are echo-64-1, ", "-c|-c needs a value",
        "-l a/b|a label is part of a file's name", "-x|no option -x", "-r 0|rounds, seconds and connections"})
    void whatIsWrongIsNamed(String arguments, String message) {
        assertThatThrownBy(() -> CompareOptions.parse(arguments.split(" "))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCaseIsLoadForTheGenerator() {
        assertThat(ComparedCase.named("echo-16k-1").load(0.2, 1)).isEqualTo(List.of("--warmup", "0.2", "--time", "1.0",
                "--conns", "64", "--depth", "1", "--size", "16384", "--binary", "echo"));
        assertThat(ComparedCase.named("takeover-1").load(0.2, 1)).containsSubsequence("--ext",
                "permessage-deflate; client_max_window_bits", "echo");
    }
}
