package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks host names up. The JDK's lookup can be neither interrupted nor limited in time: that is added here. */
final class Resolver {
    private Resolver() {
    }

    /**
     * All addresses of a host, in the order of the JDK. A name is looked up by a thread that ends with the lookup.
     *
     * @param target   whose host is meant
     * @param deadline until when to wait
     * @return at least one
     * @throws IOException if the host isn't known or the time is over
     */
    static InetAddress[] resolve(Target target, Deadline deadline) throws IOException {
        if (target.isAddress()) {
            return new InetAddress[] {InetAddress.getByName(target.host())};
        }
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(target.host()));
        DaemonThreads.create("fairlead-client-lookup", lookup).start();
        try {
            return lookup.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + target.host() + " was being looked up");
        } catch (TimeoutException over) {
            throw new SocketTimeoutException("the address of " + target.host() + " wasn't found within "
                    + deadline.total().toMillis() + " ms (setting openTimeout)");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownHostException) {
                UnknownHostException unknown = new UnknownHostException("unknown host " + target.host());
                unknown.initCause(failure.getCause());
                throw unknown;
            }
            throw new IOException("looking up " + target.host() + " failed: " + failure.getCause(), failure.getCause());
        }
    }
}
