package dev.fairlead.benchmarks.codec;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** What zlib itself makes of messages, with any window and memory level: Python has it, where it is installed. */
final class ZlibRatios {
    private static final String PROGRAM = """
            import struct, sys, zlib
            level, window, memory = map(int, sys.argv[1:])
            deflater = zlib.compressobj(level, zlib.DEFLATED, -window, memory)
            plain = sent = 0
            while head := sys.stdin.buffer.read(4):
                message = sys.stdin.buffer.read(struct.unpack('>I', head)[0])
                plain += len(message)
                sent += len(deflater.compress(message) + deflater.flush(zlib.Z_SYNC_FLUSH)) - 4
            print(sent / plain)
            """;

    private ZlibRatios() {
    }

    /**
     * Compresses messages of one connection with context takeover.
     *
     * @return bytes sent by bytes of the messages; empty where there is no Python
     */
    static OptionalDouble ratio(List<byte[]> messages, int level, int windowBits, int memoryLevel)
            throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", PROGRAM, Integer.toString(level), Integer.toString(windowBits),
                    Integer.toString(memoryLevel)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            // not installed: the column is left out
            return OptionalDouble.empty();
        }
        try (DataOutputStream out = new DataOutputStream(python.getOutputStream())) {
            for (byte[] message : messages) {
                out.writeInt(message.length);
                out.write(message);
            }
        }
        try (BufferedReader lines = python.inputReader()) {
            String line = lines.readLine();
            if (python.waitFor() != 0) {
                throw new IOException("python3 failed");
            }
            return OptionalDouble.of(Double.parseDouble(line));
        }
    }
}
