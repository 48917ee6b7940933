package dev.fairlead.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0", "0.1234|0.123", "1.234|1.23", "12.34|12.3", "123.4|123", "12345.6|12,346",
        "-0.5|-0.500", "NaN|-"})
    void threeDigitsCount(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @Test
    void ratiosHaveTwoDecimals() {
        assertThat(Figures.ratio(1.004)).isEqualTo("1.00");
        assertThat(Figures.ratio(Double.NaN)).isEqualTo("-");
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(new Samples().median()).isNaN();
        assertThat(new Samples().add(9).add(1).add(5).median()).isEqualTo(5);
        assertThat(new Samples().add(9).add(1).add(5).add(6).median()).isEqualTo(5.5);
        assertThat(new Samples().add(9).add(1).add(1).least()).isEqualTo(1);
        assertThat(new Samples().add(9).add(1).add(9).most()).isEqualTo(9);
    }
}
