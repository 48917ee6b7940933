package dev.fairlead.websocket.session;

/**
 * Gives threads that run the application's code its class loader. Immutable.
 *
 * @param application null to leave threads as they are
 */
record ApplicationLoader(ClassLoader application) {
    /** Makes the application's class loader this thread's; the answer is what {@link #leave} restores. */
    ClassLoader enter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before != application && application != null) {
            thread.setContextClassLoader(application);
        }
        return before;
    }

    void leave(ClassLoader before) {
        if (before != application && application != null) {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
