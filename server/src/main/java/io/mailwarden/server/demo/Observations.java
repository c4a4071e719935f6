package io.mailwarden.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.client.AdminClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What Mailwarden itself says, asked over HTTP as an administrator would, and what the outside world has. */
final class Observations {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_HELD = 500;

    private final Stage stage;
    private final AdminClient admin;

    Observations(Stage stage) throws IOException {
        this.stage = stage;
        this.admin = stage.admin();
    }

    /** How many messages wait for review. */
    long held() throws IOException {
        return StreamSupport.stream(items("mailwarden/held?limit=" + MOST_HELD).spliterator(), false)
                .count();
    }

    /** The id of a message that waits. */
    Optional<String> firstHeld() throws IOException {
        return StreamSupport.stream(items("mailwarden/held?limit=1").spliterator(), false)
                .map(held -> held.path("id").asText())
                .findFirst();
    }

    /** The account's latest incident, with what was done about it. */
    Optional<JsonNode> incident(String account) throws IOException {
        JsonNode latest = items("mailwarden/incidents?account=" + account).path(0);
        return latest.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        admin.get("mailwarden/incidents/" + latest.path("id").asText())
                                .json());
    }

    /** Waits until all was done that is asked for about the account's incident; whether it was. */
    boolean answered(String account) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<JsonNode> incident = incident(account);
            if (incident.filter(one -> one.path("answered").equals(one.path("severity")))
                    .isPresent()) {
                return true;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return false;
    }

    /** Waits until that many messages of the subject left or are held; whether they did. */
    boolean settled(String subject, long sent) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (stage.outside().countBySubject(subject) + held() >= sent) {
                return true;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return false;
    }

    private JsonNode items(String path) throws IOException {
        AdminClient.HttpReply response = admin.get(path);
        if (response.status() != 200) {
            throw new IOException(path + " was answered with " + response.status() + " " + response.body());
        }
        JsonNode json = response.json();
        return json.isArray() ? json : json.path("items");
    }
}
