package io.mailwarden.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The usual changes to the configuration files of an embedded James. */
public final class Overlays {

    private Overlays() {}

    /** Sets a key of a properties file; the file may be missing. The value is written as it is, commas too. */
    public static Overlay property(String file, String key, String value) {
        return conf -> {
            List<String> lines = new ArrayList<>(lines(conf.resolve(file)));
            lines.removeIf(line -> line.strip().startsWith(key)
                    && line.strip().substring(key.length()).strip().startsWith("="));
            lines.add(key + "=" + value);
            Files.write(conf.resolve(file), lines, StandardCharsets.UTF_8);
        };
    }

    /** Replaces a whole file, or adds it. */
    public static Overlay file(String file, String content) {
        return conf -> Files.writeString(conf.resolve(file), content);
    }

    /** Sets the text of a child element in every element of that name. */
    public static Overlay element(String file, String parent, String child, String text) {
        return conf -> XmlFile.edit(conf.resolve(file), document -> XmlFile.all(document, parent)
                .forEach(element -> XmlFile.setChild(element, child, text)));
    }

    /** Has every SMTP and IMAP listener take the client's address from the PROXY protocol. */
    public static Overlay proxyProtocol() {
        return conf -> {
            element("smtpserver.xml", "smtpserver", "proxyRequired", "true").applyTo(conf);
            element("imapserver.xml", "imapserver", "proxyRequired", "true").applyTo(conf);
        };
    }

    /** Sends all mail that leaves to one server. */
    public static Overlay gateway(String host, int port) {
        return conf -> XmlFile.edit(conf.resolve("mailetcontainer.xml"), document -> XmlFile.all(document, "mailet")
                .filter(mailet -> mailet.getAttribute("class").endsWith("RemoteDelivery"))
                .forEach(mailet -> {
                    XmlFile.setChild(mailet, "gateway", host);
                    XmlFile.setChild(mailet, "gatewayPort", Integer.toString(port));
                }));
    }

    /** Lets listeners close at once instead of waiting for quiet: for tests. */
    public static Overlay quickStop() {
        return conf -> {
            element("smtpserver.xml", "smtpserver", "gracefulShutdown", "false").applyTo(conf);
            element("imapserver.xml", "imapserver", "gracefulShutdown", "false").applyTo(conf);
        };
    }

    /** Takes everything of Mailwarden's out, which leaves a stock James: for comparison. */
    public static Overlay withoutMailwarden() {
        return conf -> {
            for (String file : List.of("smtpserver.xml", "imapserver.xml", "mailetcontainer.xml")) {
                XmlFile.edit(
                        conf.resolve(file),
                        document -> XmlFile.all(document, "*").toList().forEach(Overlays::removeOurs));
            }
            for (String file : List.of("extensions.properties", "healthcheck.properties", "mailwarden.properties")) {
                Files.deleteIfExists(conf.resolve(file));
            }
            property("webadmin.properties", "extensions.routes", "").applyTo(conf);
        };
    }

    private static void removeOurs(Element element) {
        boolean ourMailet = element.getAttribute("class").startsWith("io.mailwarden.");
        boolean ourPackage = element.getTagName().equals("imapPackages")
                && element.getTextContent().contains("io.mailwarden.");
        if (ourMailet || ourPackage) {
            element.getParentNode().removeChild(element);
        }
        if (element.getAttribute("coreHandlersPackage").startsWith("io.mailwarden.")) {
            element.removeAttribute("coreHandlersPackage");
        }
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.toList();
        }
    }
}
