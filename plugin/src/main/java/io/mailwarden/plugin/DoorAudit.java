package io.mailwarden.plugin;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.LoggingLevel;
import org.apache.james.utils.PropertiesProvider;

/**
 * Which listeners James opens without Mailwarden's hooks, by the configuration that James itself starts from. Read once:
 * James does not read it again either. Immutable.
 */
final class DoorAudit {

    static final String SMTP_PACKAGE = "io.mailwarden.smtp.WatchedSmtpPackage";
    static final String IMAP_PACKAGE = "io.mailwarden.imap.WatchedImapPackage";
    static final String MAILET = "io.mailwarden.mailet.Outbound";

    private static final int DEFAULT_JMAP_PORT = 80;

    private final ConfigurationProvider xml;
    private final PropertiesProvider properties;
    private final List<Door> unwatched = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();

    @Inject
    DoorAudit(ConfigurationProvider xml, PropertiesProvider properties) {
        this.xml = xml;
        this.properties = properties;
        smtp();
        imap();
        neverWatched("pop3", 110, "Mailwarden does not watch POP3 yet; disable it in pop3server.xml");
        neverWatched(
                "managesieve", 4190, "Mailwarden does not watch ManageSieve yet; disable it in managesieveserver.xml");
        neverWatched(
                "lmtp", 24, "what comes in here has no account; disable it in lmtpserver.xml or bind it to 127.0.0.1");
        jmap();
        mailets();
    }

    /** Doors that James opens and nobody watches. */
    List<Door> unwatched() {
        return List.copyOf(unwatched);
    }

    /** Names of the doors that are watched. */
    List<String> watched() {
        return List.copyOf(watched);
    }

    /** Throws IllegalStateException, naming them all, when there are unwatched doors. */
    void refuseUnwatched() {
        if (!unwatched.isEmpty()) {
            throw new IllegalStateException(unwatched.stream()
                    .map(Door::toString)
                    .collect(Collectors.joining(
                            "\n  ", "door-audit.refuse-start is true, and doors are not watched:\n  ", "")));
        }
    }

    private void smtp() {
        forEachServer("smtp", 25, server -> {
            String handlers = server.getString("handlerchain[@coreHandlersPackage]", "");
            if (!handlers.equals(SMTP_PACKAGE)) {
                return "its <handlerchain> in smtpserver.xml lacks coreHandlersPackage=\"" + SMTP_PACKAGE + "\"";
            }
            boolean relays = !server.getString("authorizedAddresses", "").isBlank();
            return relays
                    ? "<authorizedAddresses> in smtpserver.xml lets those addresses send without an account; remove it"
                    : "";
        });
    }

    private void imap() {
        List<String> packages = List.of(file("imapserver").getStringArray("imapPackages"));
        String reason = packages.contains(IMAP_PACKAGE)
                ? ""
                : "imapserver.xml lacks <imapPackages>" + IMAP_PACKAGE + "</imapPackages>";
        forEachServer("imap", 143, server -> reason);
    }

    private void neverWatched(String protocol, int defaultPort, String reason) {
        forEachServer(protocol, defaultPort, server -> reason);
    }

    // An empty reason: the door is watched.
    private void forEachServer(
            String protocol, int defaultPort, Function<HierarchicalConfiguration<ImmutableNode>, String> reason) {
        for (HierarchicalConfiguration<ImmutableNode> server :
                file(protocol + "server").configurationsAt(protocol + "server")) {
            if (server.getBoolean("[@enabled]", true)) {
                String name = protocol + " " + server.getString("bind", "0.0.0.0:" + defaultPort);
                add(name, reason.apply(server));
            }
        }
    }

    private void jmap() {
        try {
            Configuration jmap = properties.getConfiguration("jmap");
            if (jmap.getBoolean("enabled", true)) {
                int port = jmap.getInt("jmap.port", DEFAULT_JMAP_PORT);
                add("jmap 0.0.0.0:" + port, "Mailwarden does not watch JMAP yet; set enabled=false in jmap.properties");
                add(
                        "jmap draft 0.0.0.0:" + port + "/authentication",
                        "it tells whether a password is right, and no hook sees it; set enabled=false in jmap.properties");
            }
        } catch (FileNotFoundException | PropertiesProvider.MissingConfigurationFile e) {
            return; // Without the file James leaves JMAP out.
        } catch (ConfigurationException e) {
            add("jmap", "jmap.properties cannot be read: " + e.getMessage());
        }
    }

    private void mailets() {
        List<String> first = file("mailetcontainer").configurationsAt("processors.processor").stream()
                .filter(processor -> processor.getString("[@state]", "").equals("root"))
                .flatMap(root -> root.configurationsAt("mailet").stream().limit(1))
                .map(mailet -> mailet.getString("[@match]", "") + " " + mailet.getString("[@class]", ""))
                .toList();
        add(
                "outbound mail",
                first.equals(List.of("All " + MAILET))
                        ? ""
                        : "<mailet match=\"All\" class=\"" + MAILET
                                + "\"> is not the first of processor root in mailetcontainer.xml");
    }

    private void add(String name, String reason) {
        if (reason.isEmpty()) {
            watched.add(name);
        } else {
            unwatched.add(new Door(name, reason));
        }
    }

    private HierarchicalConfiguration<ImmutableNode> file(String name) {
        try {
            // James itself tells of missing files.
            return xml.getConfiguration(name, LoggingLevel.DEBUG);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(name + ".xml cannot be read: " + e.getMessage(), e);
        }
    }
}
