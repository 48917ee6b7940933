package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflaterContract;

class RawInflaterTest extends MessageInflaterContract {
    private final TestDecoders decoders = new TestDecoders();

    @Override
    protected MessageInflater create(int windowBits, boolean contextTakeover) {
        return new RawInflater(decoders, windowBits, contextTakeover);
    }

    @Override
    protected int lent() {
        return decoders.lent();
    }
}
