package dev.fairlead.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason.CloseCodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application that stops says so to everybody who is connected. */
class ShutdownIT {
    @Test
    void aStopClosesWith1001() throws Exception {
        Map<String, Received> clients = new LinkedHashMap<>();
        try (RunningShop shop = new RunningShop()) {
            for (String path : List.of("/prices", "/text", "/stomp", "/sockjs/000/one/websocket")) {
                clients.put(path, new Received());
                shop.connect(path, clients.get(path));
            }
        }

        for (Map.Entry<String, Received> client : clients.entrySet()) {
            assertThat(client.getValue().closeReason().getCloseCode()).as(client.getKey())
                    .isEqualTo(CloseCodes.GOING_AWAY);
        }
    }
}
