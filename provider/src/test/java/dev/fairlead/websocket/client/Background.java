package dev.fairlead.websocket.client;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Runs the peer's part of a test on a thread of its own. */
final class Background {
    private Background() {
    }

    static <T> CompletableFuture<T> run(Callable<T> part) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(part.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        }, "peer");
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
