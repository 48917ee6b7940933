package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * What the memory of a {@link MatchContext} depends on.
 *
 * @param windowBits  8 to 15
 * @param memoryLevel 1 to 9
 */
public record ContextSize(int windowBits, int memoryLevel) {
    /** Written out: before Java 18 the JDK keeps the class of the record that was compared last by generated code. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ContextSize size && windowBits == size.windowBits && memoryLevel == size.memoryLevel;
    }

    @Override
    public int hashCode() {
        return 31 * windowBits + memoryLevel;
    }
}
