package dev.fairlead.websocket.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class PathParamReaderTest {
    void method(@PathParam("room") String plain, @PathParam("{room}") String inBraces, String none) {
    }

    @Test
    void namesTheVariableWithOrWithoutTheTemplatesBraces() throws Exception {
        Method method = getClass().getDeclaredMethod("method", String.class, String.class, String.class);
        PathParamReader reader = PathParamReader.annotations();
        assertThat(method.getParameters()).extracting(parameter -> reader.name(parameter).orElse("-"))
                .containsExactly("room", "room", "-");
    }
}
