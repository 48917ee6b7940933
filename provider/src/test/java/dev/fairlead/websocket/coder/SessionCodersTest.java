package dev.fairlead.websocket.coder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a session's coders, also where they fail. */
class SessionCodersTest {
    private static final List<String> LOG = new ArrayList<>();

    private final EndpointConfig config = ClientEndpointConfig.Builder.create().build();
    private final InstanceProvider instances = new InstanceProvider() {
        @Override
        public <T> T create(Class<T> type) throws InstantiationException {
            LOG.add("create " + type.getSimpleName());
            return CONSTRUCTORS.create(type);
        }

        @Override
        public void destroy(Object instance) {
            LOG.add("give back " + instance.getClass().getSimpleName());
        }
    };

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    /** Encodes and decodes. */
    public static class Both implements Encoder.Text<Thread>, Decoder.Text<Thread> {
        @Override
        public void init(EndpointConfig config) {
            LOG.add("init Both");
        }

        @Override
        public String encode(Thread thread) {
            return thread.getName();
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Thread decode(String text) {
            return new Thread(text);
        }

        @Override
        public void destroy() {
            LOG.add("destroy Both");
        }
    }

    /** Fails when it begins. */
    public static class BadInit implements Encoder.Text<Thread> {
        @Override
        public void init(EndpointConfig config) {
            throw new IllegalStateException("bad init");
        }

        @Override
        public String encode(Thread thread) {
            return thread.getName();
        }

        @Override
        public void destroy() {
            LOG.add("destroy BadInit");
        }
    }

    /** Fails when it ends. */
    public static class BadDestroy implements Encoder.Text<Thread> {
        @Override
        public String encode(Thread thread) {
            return thread.getName();
        }

        @Override
        public void destroy() {
            throw new IllegalStateException("bad destroy");
        }
    }

    private void live(List<Class<? extends Encoder>> encoders, List<Class<? extends Decoder>> decoders) throws Exception {
        SessionCoders session = new SessionCoders(new Coders(encoders, decoders), instances);
        session.open(config, error -> LOG.add("error " + error.getMessage()));
        LOG.add("open");
        session.close(error -> LOG.add("error " + error.getMessage()));
    }

    @Test
    void aClassThatIsEncoderAndDecoderBeginsAndEndsOnce() throws Exception {
        live(List.of(Both.class), List.of(Both.class));
        assertThat(LOG).containsExactly("create Both", "init Both", "open", "destroy Both", "give back Both");
    }

    @Test
    void aCoderThatFailsToBeginIsGivenBackAtOnce() throws Exception {
        live(List.of(BadInit.class, Both.class), List.of());
        assertThat(LOG).containsExactly("create BadInit", "error bad init", "give back BadInit",
                "create Both", "init Both", "open", "destroy Both", "give back Both");
    }

    @Test
    void aCoderThatFailsToEndIsGivenBackAndTheOthersEnd() throws Exception {
        live(List.of(BadDestroy.class, Both.class), List.of());
        assertThat(LOG).containsExactly("create BadDestroy", "create Both", "init Both", "open",
                "error bad destroy", "give back BadDestroy", "destroy Both", "give back Both");
    }
}
