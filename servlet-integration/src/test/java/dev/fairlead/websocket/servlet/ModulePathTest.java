package dev.fairlead.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.DefaultConfigurator;
import jakarta.servlet.Servlet;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** As named modules, Fairlead's jars offer the services that they offer on the class path. */
class ModulePathTest {
    private static final String SERVLET = "dev.fairlead.websocket.servlet";

    @Test
    void modulesOfAServerOfferTheirServices() throws Exception {
        ModuleFinder finder = finder(Settings.class, Fairlead.class, Session.class, ServerEndpointConfig.class, Servlet.class);
        Configuration modules = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of(SERVLET));
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(modules, List.of(ModuleLayer.boot()), platform).layer();

        assertThat(services(layer, "jakarta.websocket.server.ServerEndpointConfig$Configurator"))
                .containsExactly(DefaultConfigurator.class.getName());
        assertThat(services(layer, "jakarta.websocket.ContainerProvider"))
                .containsExactly("dev.fairlead.websocket.container.FairleadContainerProvider");
        assertThat(services(layer, "jakarta.servlet.ServletContainerInitializer"))
                .containsExactly(FairleadInitializer.class.getName());
    }

    private static List<String> services(ModuleLayer layer, String service) throws ClassNotFoundException {
        Class<?> type = layer.findLoader(SERVLET).loadClass(service);
        return ServiceLoader.load(layer, type).stream().map(offered -> offered.get().getClass().getName()).toList();
    }

    private static ModuleFinder finder(Class<?>... types) throws Exception {
        return ModuleFinder.of(Stream.of(types)
                .map(type -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .toArray(Path[]::new));
    }
}
