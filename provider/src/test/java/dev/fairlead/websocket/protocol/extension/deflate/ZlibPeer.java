package dev.fairlead.websocket.protocol.extension.deflate;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** zlib itself with all of its settings, in a Python beside this program. */
final class ZlibPeer implements AutoCloseable {
    static final int NO_FLUSH = 0;
    static final int PARTIAL_FLUSH = 1;
    static final int SYNC_FLUSH = 2;
    static final int FULL_FLUSH = 3;
    static final int FINISH = 4;
    static final int BLOCK = 5;

    private static final String INTERPRETER = "/usr/bin/python3";

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    ZlibPeer() throws IOException {
        process = new ProcessBuilder(INTERPRETER, "-B", Path.of("src/test/python/zlib_peer.py").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        in = new DataInputStream(process.getInputStream());
    }

    /** Why it can't be used here, or null. */
    static String missing() {
        try {
            Process check = new ProcessBuilder(INTERPRETER, "-c", "import zlib").start();
            return check.waitFor() == 0 ? null : INTERPRETER + " has no zlib";
        } catch (IOException e) {
            return INTERPRETER + " isn't installed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    void startDeflater(int level, int windowBits, int memoryLevel, int strategy) throws IOException {
        send('D', level, windowBits, memoryLevel, strategy, new byte[0]);
    }

    byte[] deflate(byte[] plain, int flush) throws IOException {
        send('d', flush, 0, 0, 0, plain);
        return answer();
    }

    void startInflater(int windowBits) throws IOException {
        send('I', windowBits, 0, 0, 0, new byte[0]);
    }

    /** Null where zlib refuses it. */
    byte[] inflate(byte[] payload, boolean onlyTheWindow) throws IOException {
        send('i', onlyTheWindow ? 1 : 0, 0, 0, 0, payload);
        return answer();
    }

    private void send(char command, int a, int b, int c, int d, byte[] data) throws IOException {
        out.writeByte(command);
        for (int number : new int[] {a, b, c, d, data.length}) {
            out.writeInt(number);
        }
        out.write(data);
        out.flush();
    }

    private byte[] answer() throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
    }
}
