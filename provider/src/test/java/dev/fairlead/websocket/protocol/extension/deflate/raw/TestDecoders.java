package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what it lends, and lends what was used last, so that what is left over from another use is noticed. */
public final class TestDecoders implements DecoderPool {
    private final Deque<BlockDecoder> idle = new ArrayDeque<>();
    private int lent;

    @Override
    public BlockDecoder lend() {
        lent++;
        BlockDecoder used = idle.poll();
        return used != null ? used : new BlockDecoder();
    }

    @Override
    public void release(BlockDecoder decoder) {
        lent--;
        idle.push(decoder);
    }

    /** One that borrows here. */
    public MessageInflater inflater(int windowBits, boolean contextTakeover) {
        return new RawInflater(this, windowBits, contextTakeover);
    }

    /** How many are lent at the moment. */
    public int lent() {
        return lent;
    }
}
