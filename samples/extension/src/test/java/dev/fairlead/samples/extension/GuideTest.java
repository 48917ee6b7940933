package dev.fairlead.samples.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows the code of this sample; this keeps the two the same. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "extensions.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "fairlead", "samples", "extension");
    private static final Pattern EXCERPT =
            Pattern.compile("<!-- (\\w+\\.java) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void theGuideShowsTheCodeOfTheSample() throws IOException {
        Matcher excerpt = EXCERPT.matcher(Files.readString(GUIDE));
        int count = 0;
        while (excerpt.find()) {
            assertThat(Files.readString(SOURCES.resolve(excerpt.group(1)))).contains(excerpt.group(2));
            count++;
        }
        assertThat(count).isEqualTo(5);
    }
}
