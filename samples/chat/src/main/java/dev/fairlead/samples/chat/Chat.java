package dev.fairlead.samples.chat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.server.Server;
import java.time.Duration;

/**
 * Serves the chat and its page: {@code -Dport=9090} for another port than 8080, {@code -Dhost=0.0.0.0} for browsers on
 * other machines than this.
 */
public final class Chat {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;

    private Chat() {
    }

    /**
     * Starts the chat; it runs until the process is ended.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        Server server = server(System.getProperty("host", DEFAULT_HOST), Integer.getInteger("port", DEFAULT_PORT));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "chat-stop"));
        server.start();
        System.out.println("Fairlead's chat is open: http://localhost:" + server.port() + "/ (Ctrl+C ends it)");
        server.join();
    }

    static Server server(String host, int port) {
        Settings settings = Settings.builder()
                // Rooms deliver under their lock: nobody may keep them waiting.
                .slowConsumer(Settings.SlowConsumer.CLOSE)
                .pingInterval(Duration.ofSeconds(30))
                .build();
        return Server.builder()
                .host(host)
                .port(port)
                .settings(settings)
                .endpoint(ChatEndpoint.class)
                .staticFiles("web")
                .build();
    }
}
