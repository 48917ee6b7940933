package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Upgrades each request to the stub that a test has set, without any handshake. */
final class StubFilter implements Filter {
    static final ClassLoader APPLICATION = new URLClassLoader("application", new URL[0], StubFilter.class.getClassLoader());

    final ExecutorService executor = Executors.newCachedThreadPool();
    private final ProtocolSwitch protocolSwitch;
    volatile StubUpgrade next;

    StubFilter(Function<ApplicationScope, ProtocolSwitch> kind) {
        protocolSwitch = kind.apply(new ApplicationScope(APPLICATION, BufferAllocator.UNPOOLED, executor, () -> { }));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        StubUpgrade upgrade = next;
        HttpServletResponse http = (HttpServletResponse) response;
        upgrade.responseHeaders().asMap().forEach((name, values) -> {
            http.setHeader(name, values.get(0));
            values.stream().skip(1).forEach(value -> http.addHeader(name, value));
        });
        protocolSwitch.switchProtocols((HttpServletRequest) request, http, upgrade);
    }
}
