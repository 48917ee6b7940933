package dev.fairlead.websocket.protocol.extension.deflate;

/** Remembers what it was asked for, a word for each half: the window, and a minus where the context is forgotten. */
final class RecordingCodec implements DeflateCodec {
    private final DeflateCodec codec = new ZlibCodec(new TestPool());
    String deflater;
    String inflater;

    @Override
    public MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        deflater = windowBits + (contextTakeover ? "" : "-");
        return codec.deflater(windowBits, contextTakeover, compression);
    }

    @Override
    public MessageInflater inflater(int windowBits, boolean contextTakeover) {
        inflater = windowBits + (contextTakeover ? "" : "-");
        return codec.inflater(windowBits, contextTakeover);
    }
}
