package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the endpoint of a path among others, by a template with two variables. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PathBenchmark {
    /** How many endpoints are deployed. */
    @Param({"1", "10", "100"})
    public int endpoints;

    private FairleadServerContainer container;
    private String path;

    /** Deploys them. */
    @Setup(Level.Trial)
    public void deploy() throws DeploymentException {
        container = new FairleadServerContainer(Settings.DEFAULTS, PathBenchmark.class.getClassLoader());
        for (int i = 0; i < endpoints; i++) {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/rooms" + i + "/{room}/members/{member}").build());
        }
        path = "/rooms" + endpoints / 2 + "/blue/members/42";
    }

    /** Stops the container. */
    @TearDown(Level.Trial)
    public void stop() {
        container.stop();
    }

    /**
     * Finds one.
     *
     * @return with its variables
     */
    @Benchmark
    public FairleadServerContainer.Match find() {
        return container.match(path).orElseThrow();
    }
}
