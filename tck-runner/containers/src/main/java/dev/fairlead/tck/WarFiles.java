package dev.fairlead.tck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The files of a WAR.
 *
 * @param directory where they are
 */
record WarFiles(Path directory) {
    /** Unpacks an archive, but not the jars in it, which ShrinkWrap's ExplodedExporter would do. */
    static WarFiles unpack(Archive<?> archive, Path directory) throws IOException {
        try (InputStream in = archive.as(ZipExporter.class).exportAsInputStream(); ZipInputStream zip =
                new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return new WarFiles(directory);
    }

    void addLibraries(List<Path> jars) throws IOException {
        Path lib = Files.createDirectories(directory.resolve("WEB-INF/lib"));
        for (Path jar : jars) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
    }

    /** The names of the classes in WEB-INF/classes. */
    List<String> classes() throws IOException {
        Path classes = directory.resolve("WEB-INF/classes");
        if (Files.notExists(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    /** The context parameters of web.xml. */
    Map<String, String> contextParameters() throws IOException {
        Map<String, String> parameters = new HashMap<>();
        Path file = directory.resolve("WEB-INF/web.xml");
        if (Files.exists(file)) {
            NodeList elements = parse(file).getElementsByTagName("context-param");
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                parameters.put(text(element, "param-name"), text(element, "param-value"));
            }
        }
        return parameters;
    }

    private static Document parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("can't read " + file, e);
        }
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
