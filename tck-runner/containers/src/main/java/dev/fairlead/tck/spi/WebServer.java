package dev.fairlead.tck.spi;

/** A server of one kind on a free port of the loopback interface. Called by one thread at a time. */
public interface WebServer {
    /**
     * Starts without applications.
     *
     * @return the port that answers before anything is deployed, or 0 if there is none
     * @throws Exception if it doesn't start
     */
    int start() throws Exception;

    /**
     * Deploys an application and waits until it is up.
     *
     * @param application what to deploy
     * @return the port that it answers on
     * @throws Exception why it can't be deployed; nothing of it is left then
     */
    int deploy(Application application) throws Exception;

    /**
     * Stops an application.
     *
     * @param contextPath where it was deployed; nothing happens if it wasn't
     * @throws Exception if it doesn't stop
     */
    void undeploy(String contextPath) throws Exception;

    /**
     * Stops with all applications.
     *
     * @throws Exception if it doesn't stop
     */
    void stop() throws Exception;
}
