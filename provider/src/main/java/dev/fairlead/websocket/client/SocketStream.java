package dev.fairlead.websocket.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one connection over a non-blocking socket, plain or encrypted. One thread at a time reads and one
 * thread at a time writes; the two may do so at once.
 */
interface SocketStream {
    /**
     * How large a buffer for {@link #read} must be.
     *
     * @return bytes
     */
    int readBufferSize();

    /**
     * Reads what is there.
     *
     * @param target array-backed, with room for at least {@link #readBufferSize} bytes
     * @return how many bytes came; 0 if none are there now, -1 if none will come
     * @throws IOException if the stream is broken
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Whether the last read may have left something behind. If not, there is nothing to read until the socket is
     * readable.
     *
     * @return true if another read is worth while
     */
    boolean mayHaveMore();

    /**
     * Writes what the socket takes, by moving the buffers' positions. Called again with the same buffers when the
     * socket is writable.
     *
     * @param data the buffers; none to write what is left of earlier calls
     * @return whether everything has left for the socket
     * @throws IOException if the stream is broken
     */
    boolean write(ByteBuffer... data) throws IOException;

    /**
     * Whether something waits that reading has produced for the peer, as answers within TLS do.
     *
     * @return true if {@link #write} should be called when the socket is writable
     */
    boolean hasOutput();

    /**
     * Ends the sending direction, behind what was written. Called again when the socket is writable.
     *
     * @return whether the end has left for the socket
     * @throws IOException if the stream is broken
     */
    boolean end() throws IOException;

    /** Gives the buffers of the reading side back; called when nobody reads any more. */
    void releaseInput();

    /** Gives the buffers of the writing side back; called when nobody writes any more. */
    void releaseOutput();
}
