package dev.fairlead.it.suite;

import dev.fairlead.websocket.Broadcast;
import dev.fairlead.websocket.BroadcastResult;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints that broadcast. */
public final class BroadcastEndpoints {
    private BroadcastEndpoints() {
    }

    /** A type with an encoder. */
    public record Greeting(String name) {
    }

    /** A greeting to text; says whether an instance is asked again. */
    public static class GreetingEncoder implements Encoder.Text<Greeting> {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public String encode(Greeting greeting) {
            return "hello " + greeting.name() + (CALLS.incrementAndGet() == 1 ? ", once" : ", again");
        }
    }

    /** Broadcasts as it is told to. */
    @ServerEndpoint(value = "/all", encoders = GreetingEncoder.class)
    public static class All {
        @OnMessage
        public void on(String what, Session session) throws Exception {
            String[] words = what.split(" ", 2);
            Set<Session> all = session.getOpenSessions();
            switch (words[0]) {
                case "say" -> Broadcast.send(all, words[1]);
                case "own" -> session.getBasicRemote().sendText(words[1]);
                case "binary" -> Broadcast.send(all, words[1].getBytes("UTF-8"));
                case "object" -> Broadcast.sendObject(all, new Greeting(words[1]));
                case "order" -> order(session, all);
                case "middle" -> middle(session, all);
                case "threads" -> threads(all);
                case "close" -> close(session, all);
                case "wrapped" -> session.getBasicRemote().sendText(report(Broadcast.send(List.of(wrapped(session)), "hi")));
                default -> throw new IllegalArgumentException(what);
            }
        }

        private static void order(Session session, Set<Session> all) throws IOException {
            for (int i = 0; i < 30; i += 3) {
                session.getAsyncRemote().sendText(Integer.toString(i));
                Broadcast.send(all, Integer.toString(i + 1));
                session.getBasicRemote().sendText(Integer.toString(i + 2));
            }
        }

        private static void middle(Session session, Set<Session> all) throws Exception {
            session.getBasicRemote().sendText("begun, ", false);
            BroadcastResult result = Broadcast.send(all, "to all");
            session.getBasicRemote().sendText(result.isDone() ? "done, " : "waiting, ", false);
            session.getBasicRemote().sendText("ended", true);
            session.getBasicRemote().sendText(report(result));
        }

        private static void threads(Set<Session> all) throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (String name : List.of("a", "b")) {
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        Broadcast.send(all, name + " " + i);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void close(Session session, Set<Session> all) throws Exception {
            for (Session each : all) {
                if (each != session) {
                    each.close();
                }
            }
            session.getBasicRemote().sendText(report(Broadcast.send(all, "who is left")));
        }

        /** As a framework or another implementation has it: a remote endpoint that isn't Fairlead's. */
        private static Session wrapped(Session session) {
            ClassLoader loader = BroadcastEndpoints.class.getClassLoader();
            RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(loader,
                    new Class<?>[] {RemoteEndpoint.Async.class},
                    (self, method, arguments) -> method.invoke(session.getAsyncRemote(), arguments));
            return (Session) Proxy.newProxyInstance(loader, new Class<?>[] {Session.class},
                    (self, method, arguments) -> method.getName().equals("getAsyncRemote") ? remote
                            : method.invoke(session, arguments));
        }
    }

    /** What became of a broadcast. */
    static String report(BroadcastResult result) throws Exception {
        return result.completion().get(10, TimeUnit.SECONDS).toString();
    }

    /** Floods everybody but the one who says so, until somebody's queue is full. */
    public static class Flood extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                Set<Session> others = new HashSet<>(session.getOpenSessions());
                others.remove(session);
                ByteBuffer chunk = ByteBuffer.allocate(256 << 10);
                BroadcastResult result;
                int count = 0;
                do {
                    result = Broadcast.send(others, chunk);
                    count++;
                } while (result.failures().isEmpty() && count < 200);
                session.getAsyncRemote().sendText(result.failures().get(0).cause().getMessage());
                session.getAsyncRemote().sendText(others.iterator().next().isOpen() ? "open" : "closed");
            });
        }
    }

    /** Has the flood under each policy. */
    public static class Configs implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            Set<ServerEndpointConfig> configs = new HashSet<>();
            for (String policy : List.of("block", "fail", "close")) {
                ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Flood.class, "/flood/" + policy).build();
                config.getUserProperties().put("fairlead.slowConsumer", policy);
                config.getUserProperties().put("fairlead.sendQueueSize", 1 << 20);
                configs.add(config);
            }
            return configs;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
            return found;
        }
    }
}
