package dev.fairlead.it.suite;

import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ClassAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes the WARs of the suite. Fairlead is put in by the container. */
final class Wars {
    private Wars() {
    }

    /** A WAR of classes, each with the classes nested in it and the one that it is nested in. */
    static WebArchive war(String name, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes);
        for (Class<?> type : classes) {
            Class<?> holder = type.getNestHost();
            war.add(new ClassAsset(holder), "WEB-INF/classes/" + holder.getName().replace('.', '/') + ".class");
        }
        return war;
    }

    /** The same with context parameters. */
    static WebArchive war(String name, Map<String, String> parameters, Class<?>... classes) {
        StringBuilder xml = new StringBuilder("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                """);
        parameters.forEach((key, value) -> xml.append("  <context-param><param-name>").append(key)
                .append("</param-name><param-value>").append(value).append("</param-value></context-param>\n"));
        return war(name, classes).setWebXML(new StringAsset(xml.append("</web-app>\n").toString()));
    }
}
