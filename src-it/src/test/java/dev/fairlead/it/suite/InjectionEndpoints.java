package dev.fairlead.it.suite;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Endpoints and coders that CDI injects into. */
public final class InjectionEndpoints {
    private InjectionEndpoints() {
    }

    /** What is injected everywhere. */
    @ApplicationScoped
    public static class Greeting {
        /** A word. */
        public String word() {
            return "hello";
        }
    }

    /** What happened, in order. */
    @ApplicationScoped
    public static class Events {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        /** Adds one. */
        public void add(String event) {
            events.add(event);
        }

        /** The next one, when it has happened. */
        public String next() throws InterruptedException {
            String event = events.poll(5, TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        }
    }

    /** Tells the events; also those that other endpoints note down. */
    @ServerEndpoint("/events")
    public static class Telling {
        @Inject
        Events events;

        @OnMessage
        public String tell(String question) throws InterruptedException {
            return events.next();
        }
    }

    /** A bean of its own for each session, injected in three ways. */
    @Dependent
    @ServerEndpoint("/bean/{name}")
    public static class OwnBean {
        private final Greeting byConstructor;
        @Inject
        private Greeting byField;
        @Inject
        private Events events;
        private Greeting byMethod;

        /** There is no other constructor. */
        @Inject
        public OwnBean(Greeting greeting) {
            byConstructor = greeting;
        }

        /** Called by CDI. */
        @Inject
        public void greetWith(Greeting greeting) {
            byMethod = greeting;
        }

        @PostConstruct
        void begin() {
            events.add("bean constructed");
        }

        @OnOpen
        public void open() {
            events.add("bean open");
        }

        @OnMessage
        @Loud
        public String greet(@PathParam("name") String name, String text) {
            return byConstructor.word() + ' ' + byField.word() + ' ' + byMethod.word() + ' ' + name + ' ' + text;
        }

        @OnClose
        public void close() {
            events.add("bean closed");
        }

        @PreDestroy
        void end() {
            events.add("bean destroyed");
        }
    }

    /** No bean: it has no scope. */
    @ServerEndpoint("/ordinary")
    public static class Ordinary {
        @Inject
        private Greeting greeting;
        @Inject
        private Events events;

        @OnMessage
        @Loud
        public String greet(String text) {
            return greeting.word() + ' ' + text;
        }

        @OnClose
        public void close() {
            events.add("ordinary closed");
        }

        @PreDestroy
        void end() {
            events.add("ordinary destroyed");
        }
    }

    /** One for all sessions; each session has a proxy of it. */
    @ApplicationScoped
    @ServerEndpoint("/shared")
    public static class Shared {
        private int messages;

        @OnMessage
        @Loud
        public String count(String text) {
            if (text.equals("fail")) {
                throw new IllegalArgumentException("as told");
            }
            return text + ' ' + ++messages;
        }

        @OnError
        public void failed(Session session, Throwable error) {
            session.getAsyncRemote().sendText("error " + error.getMessage());
        }
    }

    /** A word that coders are injected to make. */
    public record Word(String text) {
    }

    /** Injected. */
    public static class WordDecoder implements Decoder.Text<Word> {
        @Inject
        private Greeting greeting;
        @Inject
        private Events events;

        @Override
        public Word decode(String text) {
            return new Word(greeting.word() + ' ' + text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public void destroy() {
            events.add("decoder ended");
        }

        @PreDestroy
        void end() {
            // Tomcat's initializer looks at the class before Fairlead's, with an object that CDI doesn't know
            if (events != null) {
                events.add("decoder destroyed");
            }
        }
    }

    /** Injected. */
    public static class WordEncoder implements Encoder.Text<Word> {
        @Inject
        private Greeting greeting;

        @Override
        public String encode(Word word) {
            return word.text() + ' ' + greeting.word();
        }
    }

    /** Its coders are injected. */
    @ServerEndpoint(value = "/coded", decoders = WordDecoder.class, encoders = WordEncoder.class)
    public static class Coded {
        @OnMessage
        public Word echo(Word word) {
            return word;
        }
    }

    /** Creates its endpoint itself. */
    public static class Creating extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new Created("created"));
        }
    }

    /** Is created by its configurator, and so isn't injected. */
    @ServerEndpoint(value = "/created", configurator = Creating.class)
    public static class Created {
        private final String by;
        @Inject
        private Greeting greeting;

        /** Not for containers. */
        Created(String by) {
            this.by = by;
        }

        @OnMessage
        public String answer(String text) {
            return by + ' ' + greeting;
        }
    }

    /** An annotated client. */
    @ClientEndpoint
    public static class Caller {
        @Inject
        private Greeting greeting;
        @Inject
        private Events events;

        @OnOpen
        @Loud
        public void open(Session session) {
            session.getUserProperties().put("said", "annotated " + greeting.word());
        }

        @PreDestroy
        void end() {
            events.add("caller destroyed");
        }
    }

    /** A programmatic client. */
    public static class ProgrammaticCaller extends Endpoint {
        @Inject
        private Greeting greeting;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.getUserProperties().put("said", "programmatic " + greeting.word());
        }
    }

    /** A client that others are given as an object: a proxy. */
    @ApplicationScoped
    @ClientEndpoint
    public static class SharedCaller {
        @Inject
        private Greeting greeting;

        @OnOpen
        public void open(Session session) {
            session.getUserProperties().put("said", "shared " + greeting.word());
        }
    }

    /** Has clients. */
    @ServerEndpoint("/calling")
    public static class Calling {
        @Inject
        private SharedCaller shared;

        @OnMessage
        public String call(Session session, String how) throws Exception {
            URI uri = URI.create(session.getRequestURI().toString().replaceFirst("/calling$", "/ordinary"));
            WebSocketContainer container = how.startsWith("own")
                    ? session.getContainer() : ContainerProvider.getWebSocketContainer();
            try (Session called = how.endsWith("shared") ? container.connectToServer(shared, uri)
                    : how.endsWith("programmatic")
                    ? container.connectToServer(ProgrammaticCaller.class, ClientEndpointConfig.Builder.create().build(), uri)
                    : container.connectToServer(Caller.class, uri)) {
                return (String) called.getUserProperties().get("said");
            }
        }
    }

    /** Makes answers loud. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Loud {
    }

    /** See {@link Loud}. */
    @Loud
    @Interceptor
    public static class LoudInterceptor {
        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            Object result = call.proceed();
            return result instanceof String ? result + "!" : result;
        }
    }
}
