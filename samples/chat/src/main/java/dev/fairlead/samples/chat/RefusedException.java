package dev.fairlead.samples.chat;

/** A command can't be carried out; the message is for the person who gave it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Creates one.
     *
     * @param reason why, and what to do
     */
    public RefusedException(String reason) {
        super(reason);
    }
}
