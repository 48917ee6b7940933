package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.AsyncSend;
import dev.fairlead.websocket.connection.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An asynchronous send that somebody may wait for, also inside of a handler: asking for the result writes what was
 * collected. It can be cancelled as long as its message waits for the end of another one.
 */
final class SendFuture extends AsyncSend implements Future<Void> {
    private final JakartaSession session;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    SendFuture(JakartaSession session, Message message) {
        super(message);
        this.session = session;
    }

    @Override
    protected void completed(Throwable failure) {
        if (failure == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(failure);
        }
    }

    @Override
    protected boolean callsApplication() {
        return false;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return session.connection().cancel(this) && result.cancel(false);
    }

    @Override
    public boolean isCancelled() {
        return result.isCancelled();
    }

    @Override
    public boolean isDone() {
        if (!result.isDone()) {
            session.connection().hurry();
        }
        return result.isDone();
    }

    @Override
    public Void get() throws InterruptedException, ExecutionException {
        if (!result.isDone()) {
            session.connection().hurry();
        }
        return result.get();
    }

    @Override
    public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!result.isDone()) {
            session.connection().hurry();
        }
        return result.get(timeout, unit);
    }
}
