package dev.fairlead.websocket.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** What is written to it may be held back, to leave in one write: records of TLS that one read of the peer shall meet. */
final class HeldSocket extends Socket {
    private final Socket plain;
    private ByteArrayOutputStream held;

    HeldSocket(Socket plain) {
        this.plain = plain;
    }

    /** Holds back from now on what is written. */
    synchronized void hold() {
        held = new ByteArrayOutputStream();
    }

    /**
     * Writes all that was held back, at once.
     *
     * @param fin whether the socket's output ends behind it
     */
    synchronized void release(boolean fin) throws IOException {
        byte[] all = held.toByteArray();
        held = null;
        plain.getOutputStream().write(all);
        if (fin) {
            plain.shutdownOutput();
        }
    }

    private synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (held != null) {
            held.write(bytes, offset, length);
        } else {
            plain.getOutputStream().write(bytes, offset, length);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                HeldSocket.this.write(bytes, offset, length);
            }
        };
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return plain.getInputStream();
    }

    @Override
    public void shutdownOutput() {
        // the end of TLS: that of the socket is the test's
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public int getLocalPort() {
        return plain.getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return plain.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        plain.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        plain.setTcpNoDelay(on);
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
