package dev.fairlead.websocket.protocol.extension;

/** An extension or its factory threw what it isn't meant to. The message names it, the cause is what it threw. */
public class ExtensionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message names the extension
     * @param cause   what it threw
     */
    public ExtensionFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells of what somebody else's code threw: also an error, or a checked exception that it doesn't declare. An error
     * of the JVM goes on as it is.
     */
    static ExtensionFailedException of(String name, String doing, Throwable cause) {
        passErrorOfJvm(cause);
        return new ExtensionFailedException("extension " + name + " failed " + doing + ": " + cause, cause);
    }

    /** Throws an error of the JVM, but for a stack overflow: that is mostly the code's own. */
    static void passErrorOfJvm(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }
}
