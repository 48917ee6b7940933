package dev.fairlead.samples.chat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.server.Server;
import java.time.Duration;

/** Serves the chat and its page: {@code -Dport=9090} for another port than 8080. */
public final class Chat {
    private static final int DEFAULT_PORT = 8080;

    private Chat() {
    }

    /**
     * Starts the chat; it runs until the process is ended.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        Server server = server(Integer.getInteger("port", DEFAULT_PORT));
        server.start();
        System.out.println("Fairlead's chat is open: http://localhost:" + server.port() + "/");
        server.join();
    }

    static Server server(int port) {
        Settings settings = Settings.builder()
                // Rooms deliver under their lock: nobody may keep them waiting.
                .slowConsumer(Settings.SlowConsumer.CLOSE)
                .pingInterval(Duration.ofSeconds(30))
                .build();
        return Server.builder().port(port).settings(settings).endpoint(ChatEndpoint.class).staticFiles("web").build();
    }
}
