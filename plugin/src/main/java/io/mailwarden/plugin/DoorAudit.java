package io.mailwarden.plugin;

import io.mailwarden.door.ListenerSettings;
import io.mailwarden.door.WatchedListener;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.LoggingLevel;
import org.apache.james.utils.PropertiesProvider;

/**
 * Which listeners James opens without Mailwarden's hooks, by the configuration that James itself starts from. Read
 * once: James does not read it again either. Immutable.
 */
final class DoorAudit {

    /**
     * A kind of listener that James has, in {@code <kind>server.xml}.
     *
     * @param kind as James calls it
     * @param defaultPort where it listens when its file does not say
     * @param unwatched what to say of it as long as no door watches it
     */
    private record Listeners(String kind, int defaultPort, String unwatched) {}

    private static final List<Listeners> JAMES = List.of(
            new Listeners("smtp", 25, "nothing here watches SMTP; disable it in smtpserver.xml"),
            new Listeners("imap", 143, "nothing here watches IMAP; disable it in imapserver.xml"),
            new Listeners("pop3", 110, "Mailwarden does not watch POP3 yet; disable it in pop3server.xml"),
            new Listeners(
                    "managesieve",
                    4190,
                    "Mailwarden does not watch ManageSieve yet; disable it in managesieveserver.xml"),
            new Listeners(
                    "lmtp",
                    24,
                    "what comes in here has no account; disable it in lmtpserver.xml or bind it to 127.0.0.1"));

    static final String MAILET = "io.mailwarden.mailet.Outbound";

    private static final int DEFAULT_JMAP_PORT = 80;

    private final ConfigurationProvider xml;
    private final PropertiesProvider properties;
    private final Map<String, WatchedListener> watchers;
    private final List<UnwatchedListener> unwatched = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();

    /**
     * Reads James's files.
     *
     * @param doors what each door knows of the listeners of its protocol
     */
    DoorAudit(ConfigurationProvider xml, PropertiesProvider properties, List<WatchedListener> doors) {
        this.xml = xml;
        this.properties = properties;
        this.watchers = doors.stream().collect(Collectors.toMap(WatchedListener::kind, Function.identity()));
        JAMES.forEach(this::servers);
        jmap();
        mailets();
    }

    /** Doors that James opens and nobody watches. */
    List<UnwatchedListener> unwatched() {
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
                    .map(UnwatchedListener::toString)
                    .collect(Collectors.joining(
                            "\n  ", "door-audit.refuse-start is true, and doors are not watched:\n  ", "")));
        }
    }

    private void servers(Listeners listeners) {
        String element = listeners.kind() + "server";
        HierarchicalConfiguration<ImmutableNode> file = file(element);
        for (HierarchicalConfiguration<ImmutableNode> server : file.configurationsAt(element)) {
            if (server.getBoolean("[@enabled]", true)) {
                String address = server.getString("bind", "0.0.0.0:" + listeners.defaultPort());
                listener(listeners.kind(), address, new Settings(server, file), listeners.unwatched());
            }
        }
    }

    private void jmap() {
        try {
            Configuration jmap = properties.getConfiguration("jmap");
            if (jmap.getBoolean("enabled", true)) {
                Settings settings = new Settings(jmap, jmap);
                String address = "0.0.0.0:" + jmap.getInt("jmap.port", DEFAULT_JMAP_PORT);
                listener(
                        "jmap",
                        address,
                        settings,
                        "Mailwarden does not watch JMAP yet; set enabled=false in jmap.properties");
                listener(
                        "jmap draft",
                        address + "/authentication",
                        settings,
                        "it tells whether a password is right, and no hook sees it; set enabled=false in jmap.properties");
            }
        } catch (FileNotFoundException | PropertiesProvider.MissingConfigurationFile e) {
            return; // Without the file James leaves JMAP out.
        } catch (ConfigurationException e) {
            add("jmap", "jmap.properties cannot be read: " + e.getMessage());
        }
    }

    private void listener(String kind, String address, Settings settings, String unwatched) {
        WatchedListener watcher = watchers.get(kind);
        add(
                kind + " " + address,
                watcher == null ? unwatched : watcher.lacks(settings).orElse(""));
    }

    /** One listener's element, and the file that it stands in. */
    private record Settings(Configuration element, Configuration file) implements ListenerSettings {

        @Override
        public List<String> own(String key) {
            return List.of(element.getStringArray(key));
        }

        @Override
        public List<String> ofFile(String key) {
            return List.of(file.getStringArray(key));
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

    // An empty reason: the door is watched.
    private void add(String name, String reason) {
        if (reason.isEmpty()) {
            watched.add(name);
        } else {
            unwatched.add(new UnwatchedListener(name, reason));
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
