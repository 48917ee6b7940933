package dev.fairlead.websocket.server;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds the classes of a package and of those below it, in folders and jars of the class path. Initializes none. */
final class PackageScan {
    private static final String CLASS = ".class";

    private final ClassLoader loader;

    PackageScan(ClassLoader loader) {
        this.loader = loader;
    }

    /** The classes, by name; empty if there is no such package. Classes whose own imports are missing are left out. */
    Set<Class<?>> classes(String packageName) throws IOException {
        String folder = packageName.replace('.', '/');
        Set<String> names = new TreeSet<>();
        for (URL place : Collections.list(loader.getResources(folder))) {
            switch (place.getProtocol()) {
                case "file" -> names.addAll(inFolder(Path.of(uri(place)), packageName));
                case "jar" -> names.addAll(inJar(place, folder));
                default -> { }
            }
        }
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (String name : names) {
            try {
                classes.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // A class for some optional library that isn't here: no endpoint that could run.
                System.getLogger(PackageScan.class.getName()).log(System.Logger.Level.DEBUG, "skipped " + name, e);
            }
        }
        return classes;
    }

    private static List<String> inFolder(Path root, String packageName) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> isClass(file.getFileName().toString()))
                    .map(file -> packageName + "." + className(root.relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static List<String> inJar(URL place, String folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) place.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            return jar.stream().map(JarEntry::getName)
                    .filter(name -> name.startsWith(folder + "/") && isClass(name))
                    .map(PackageScan::className)
                    .toList();
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(CLASS) && !file.endsWith("-info" + CLASS);
    }

    private static String className(String file) {
        return file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the class path has a place that is no URI: " + url, e);
        }
    }
}
