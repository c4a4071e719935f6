package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.process.JamesProcess;
import io.mailwarden.process.JavaLine;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.client.AdminClient;
import io.mailwarden.server.client.ImapClient;
import io.mailwarden.server.client.Listener;
import io.mailwarden.testkit.Reviews;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One James with Mailwarden that is started, killed and started again from one directory. Kill comes from any thread.
 */
final class Node implements AutoCloseable {

    static final int SUBMISSION = 587;
    static final int IMAP = 143;

    private final JamesHome home;
    private final JavaLine java;
    private final Duration ahead;
    private volatile @Nullable JamesProcess process;
    private volatile @Nullable AdminClient admin;
    private volatile boolean dying;

    /** Whose clock shows {@link TestTime}, at each start again. */
    Node(JamesHome home, JavaLine java) {
        this(home, java, TestTime.ahead());
    }

    /** Whose clock is that much ahead of the machine's, at each start again. */
    Node(JamesHome home, JavaLine java, Duration ahead) {
        this.home = home;
        this.java = java;
        this.ahead = ahead;
    }

    /** Begins to start. */
    void launch() throws IOException {
        dying = false;
        process = JamesProcess.launch(home, java, ahead);
    }

    /** Starts, and returns when all works; how long that took. */
    Duration start() throws IOException {
        launch();
        Duration taken = running().awaitReady();
        admin = running().admin();
        return taken;
    }

    void kill() {
        dying = true;
        running().kill();
    }

    /** Has it stop in order. */
    void stop() throws IOException {
        dying = true;
        running().stop();
    }

    /** Sets its clock ahead or back. */
    void setClock(Duration by) throws IOException {
        running().setClock(by);
    }

    /** Whether errors of clients are due to the kill. */
    boolean dying() {
        return dying;
    }

    JamesHome home() {
        return home;
    }

    Listener submission(String client) {
        return running().door(SUBMISSION).from(client);
    }

    Listener imap(String client) {
        return running().door(IMAP).from(client);
    }

    AdminClient admin() {
        AdminClient client = admin;
        if (client == null) {
            throw new IllegalStateException("the node does not run");
        }
        return client;
    }

    List<JsonNode> incidents() throws IOException {
        return reviews().items("mailwarden/incidents?limit=1000");
    }

    List<JsonNode> held() throws IOException {
        return reviews().items("mailwarden/held?limit=1000");
    }

    Reviews reviews() {
        return new Reviews(admin());
    }

    /** What the API says of an account; a missing node when it does not know it. */
    JsonNode account(String address) throws IOException {
        return reviews().account(address);
    }

    /** What is wrong with Mailwarden itself. */
    List<String> alarms() throws IOException {
        return overview().path("alarms").findValuesAsText("cause");
    }

    JsonNode overview() throws IOException {
        return admin().get("mailwarden/overview").json();
    }

    /** Mailwarden's part of James's health: healthy or degraded. That the databases here are of 2019 does not count. */
    String health() throws IOException {
        JsonNode check = admin().get("healthcheck/checks/Mailwarden").json();
        boolean old = List.of(check.path("cause").asText().split("; ")).stream()
                .allMatch(trouble -> trouble.endsWith("is more than a year old: many addresses have moved since then"));
        return old ? "healthy" : check.path("status").asText();
    }

    /** Whether the account is let in by IMAP. */
    boolean letsIn(String account, String password, String from) throws IOException {
        try (ImapClient imap = ImapClient.open(imap(from))) {
            return imap.login(account, password).ok();
        }
    }

    private JamesProcess running() {
        JamesProcess current = process;
        if (current == null) {
            throw new IllegalStateException("the node does not run");
        }
        return current;
    }

    @Override
    public void close() {
        JamesProcess current = process;
        dying = true;
        if (current != null) {
            current.close();
        }
    }
}
