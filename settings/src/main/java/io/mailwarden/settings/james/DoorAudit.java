package io.mailwarden.settings.james;

import io.mailwarden.door.ListenerSettings;
import io.mailwarden.door.WatchedListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Which listeners James opens without Mailwarden's hooks, by the files that James itself starts from. Read once: James
 * does not read them again either. Immutable.
 */
public final class DoorAudit {

    /** The mailet that must see all mail first. */
    static final String MAILET = "io.mailwarden.mailet.Outbound";

    private static final String JMAP_FILE = "jmap.properties";
    private static final int DEFAULT_JMAP_PORT = 80;

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

    private final JamesConf james;
    private final Map<String, WatchedListener> watchers;
    private final List<UnwatchedListener> unwatched = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();

    /** Reads James's files, for the doors that are installed. */
    public DoorAudit(JamesConf james) {
        this(james, WatchedListener.installed());
    }

    /**
     * Reads James's files.
     *
     * @param doors what each door knows of the listeners of its protocol
     */
    DoorAudit(JamesConf james, List<WatchedListener> doors) {
        this.james = james;
        this.watchers = doors.stream().collect(Collectors.toMap(WatchedListener::kind, Function.identity()));
        JAMES.forEach(listeners -> readable(listeners.kind() + "server.xml", () -> servers(listeners)));
        readable(JMAP_FILE, this::jmap);
        readable("mailetcontainer.xml", this::mailets);
    }

    /** Doors that James opens and nobody watches. */
    public List<UnwatchedListener> unwatched() {
        return List.copyOf(unwatched);
    }

    /** Names of the doors that are watched. */
    public List<String> watched() {
        return List.copyOf(watched);
    }

    /** Throws IllegalStateException, naming them all, when there are unwatched doors. */
    public void refuseUnwatched() {
        if (!unwatched.isEmpty()) {
            throw new IllegalStateException(unwatched.stream()
                    .map(UnwatchedListener::words)
                    .collect(Collectors.joining(
                            "\n  ", "door-audit.refuse-start is true, and doors are not watched:\n  ", "")));
        }
    }

    // Nobody can tell what a file opens that cannot be read.
    private void readable(String file, Runnable audit) {
        try {
            audit.run();
        } catch (UnreadableFile e) {
            unwatched.add(new UnwatchedListener("whatever it opens", file, String.valueOf(e.getMessage())));
        }
    }

    private void servers(Listeners listeners) {
        String element = listeners.kind() + "server";
        JamesXml file = james.xml(element);
        int block = 0;
        for (HierarchicalConfiguration<ImmutableNode> server :
                file.configuration().configurationsAt(element)) {
            String place = file.place(element, block++);
            if (server.getBoolean("[@enabled]", true)) {
                String address = server.getString("bind", "0.0.0.0:" + listeners.defaultPort());
                Settings settings = new Settings(server, file.configuration());
                add(
                        listeners.kind() + " " + address,
                        place,
                        lacking(listeners.kind(), settings).orElse(listeners.unwatched()));
            }
        }
    }

    // Without the file James leaves JMAP out.
    private void jmap() {
        Optional<PropertiesConfiguration> file = james.properties("jmap");
        file.filter(jmap -> jmap.getBoolean("enabled", true)).ifPresent(jmap -> {
            Settings settings = new Settings(jmap, jmap);
            String address = "0.0.0.0:" + jmap.getInt("jmap.port", DEFAULT_JMAP_PORT);
            add(
                    "jmap " + address,
                    JMAP_FILE,
                    lacking("jmap", settings)
                            .orElse("Mailwarden does not watch JMAP yet; set enabled=false in jmap.properties"));
            add(
                    "jmap draft " + address + "/authentication",
                    JMAP_FILE,
                    lacking("jmap draft", settings)
                            .orElse("it tells whether a password is right, and no hook sees it; set enabled=false in"
                                    + " jmap.properties"));
        });
    }

    // What that kind's door says that the listener lacks, nothing in words when it is watched; empty without a door.
    private Optional<String> lacking(String kind, Settings settings) {
        return Optional.ofNullable(watchers.get(kind))
                .map(watcher -> watcher.lacks(settings).orElse(""));
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
        Mailets mailets = Mailets.of(james);
        boolean first = mailets.ofProcessor("root").stream()
                .limit(1)
                .anyMatch(
                        mailet -> mailet.type().equals(MAILET) && mailet.match().equals("All"));
        add(
                "outbound mail",
                mailets.place("root"),
                first
                        ? ""
                        : "<mailet match=\"All\" class=\"" + MAILET
                                + "\"> is not the first of processor root in mailetcontainer.xml");
    }

    // An empty reason: the door is watched.
    private void add(String name, String place, String reason) {
        if (reason.isEmpty()) {
            watched.add(name);
        } else {
            unwatched.add(new UnwatchedListener(name, place, reason));
        }
    }
}
