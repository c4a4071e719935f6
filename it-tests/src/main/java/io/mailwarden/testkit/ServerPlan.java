package io.mailwarden.testkit;

import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a {@link MailwardenServer} starts with. Not thread-safe. */
public final class ServerPlan {

    /** Where the repository is, when it is not one folder up. */
    static final String ROOT = "mailwarden.root";

    /** The password of every account. */
    public static final String PASSWORD = "Tr0ub4dor & 3";

    private final String name;
    private final List<Overlay> overlays = new ArrayList<>();
    private final Set<String> accounts = new TreeSet<>();
    private Path configuration = root().resolve("conf");
    private Optional<Path> extension = Optional.of(root().resolve(JamesHome.EXTENSION));
    private Instant start = TestTime.START;
    private boolean geography = true;

    ServerPlan(String name) {
        this.name = name;
        overlays.add(Overlays.quickStop());
    }

    private static Path root() {
        return Path.of(System.getProperty(ROOT, "..")).toAbsolutePath().normalize();
    }

    /** The folder that becomes James's {@code conf/}; Mailwarden's own unless it is given. */
    public ServerPlan configuration(Path folder) {
        configuration = folder;
        return this;
    }

    /** The extension jar; the one that this repository builds unless it is given. */
    public ServerPlan extension(Path jar) {
        extension = Optional.of(jar);
        return this;
    }

    /** A stock James: for comparison. */
    public ServerPlan withoutMailwarden() {
        extension = Optional.empty();
        geography = false;
        return overlay(Overlays.withoutMailwarden());
    }

    /** Without the GeoLite2 databases of 2019. */
    public ServerPlan withoutGeography() {
        geography = false;
        return this;
    }

    /** A change to the copy of the configuration folder. */
    public ServerPlan overlay(Overlay overlay) {
        overlays.add(overlay);
        return this;
    }

    /** Sets a key of {@code mailwarden.properties}. */
    public ServerPlan setting(String key, String value) {
        return overlay(Overlays.property("mailwarden.properties", key, value));
    }

    /** Has all SMTP and IMAP listeners take the client's address from the PROXY protocol. */
    public ServerPlan proxyProtocol() {
        return overlay(Overlays.proxyProtocol());
    }

    /** An account, with {@link #PASSWORD}; its domain becomes a local one. */
    public ServerPlan account(String address) {
        accounts.add(address);
        return this;
    }

    /** Event lines that Mailwarden learns from at its start. */
    public ServerPlan history(List<String> eventLines) {
        return overlay(AccountHistory.overlay(eventLines));
    }

    /**
     * What the server's clock shows at the start, {@link TestTime#START} unless given; it runs, and can be moved ahead.
     */
    public ServerPlan startingAt(Instant time) {
        start = time;
        return this;
    }

    /** A server that is started by JUnit: make it a static {@code @RegisterExtension}. */
    public MailwardenServer build() {
        return new MailwardenServer(this);
    }

    Path directory() {
        return Path.of("target", "servers", name);
    }

    Path databases() {
        return Path.of("target", "geolite2");
    }

    JamesHome.Layout home(List<Overlay> more) {
        List<Overlay> all = new ArrayList<>(overlays);
        all.addAll(more);
        return new JamesHome.Layout(configuration, extension, all);
    }

    Set<String> accounts() {
        return accounts;
    }

    Instant start() {
        return start;
    }

    boolean geography() {
        return geography;
    }
}
