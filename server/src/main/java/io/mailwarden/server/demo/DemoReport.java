package io.mailwarden.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.server.EmbeddedJames;
import java.util.Locale;
import java.util.Optional;

/** The result of the demonstration, and whether it is as it should be. */
final class DemoReport {

    /** More leaked messages than these, and it was not caught in time. */
    private static final int MOST_LEAKED = 5;

    /**
     * How much mail was submitted, left the server and was held.
     *
     * @param submitted messages that James took from the thief
     * @param left how many of them arrived in the outside world
     * @param held how many wait for review
     */
    record Count(long submitted, long left, long held) {}

    private final Stage stage;
    private final Narrator narrator;

    DemoReport(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    /** Tells of the normal day; whether it went as it should. */
    boolean normalDay(long sent, long arrived, long held) {
        boolean fine = sent == arrived && held == 0;
        narrator.say(String.format(
                Locale.ROOT,
                "%n%d messages to the outside world, %d arrived there, %d held: %s",
                sent,
                arrived,
                held,
                fine ? "as it should be." : "NOT as it should be."));
        return fine;
    }

    /** Tells of the takeover; whether it was caught. */
    boolean takeover(Count count, Optional<JsonNode> incident) {
        boolean critical = incident.map(found -> found.path("severity").asText().equalsIgnoreCase("critical"))
                .orElse(false);
        boolean caught = critical && count.left() <= MOST_LEAKED && count.left() + count.held() >= count.submitted();
        narrator.chapter("What came of it");
        narrator.say(String.format(
                Locale.ROOT,
                "Of the thief's %d messages %d left before the hold (counted where they arrive), %d are held.",
                count.submitted(),
                count.left(),
                count.held()));
        incident.ifPresentOrElse(this::incident, () -> narrator.say("There is NO incident."));
        narrator.say(caught ? "%nThe takeover was caught.".formatted() : "%nThe takeover was NOT caught.".formatted());
        return caught;
    }

    private void incident(JsonNode incident) {
        narrator.say("%nIncident %s: %s, %s, about %s"
                .formatted(
                        incident.path("id").asText(),
                        incident.path("severity").asText(),
                        incident.path("state").asText(),
                        incident.path("account").asText()));
        for (JsonNode finding : incident.path("findings")) {
            narrator.say(String.format(
                    Locale.ROOT,
                    "  %s, %s, seen %d times",
                    finding.path("type").asText(),
                    finding.path("severity").asText(),
                    finding.path("count").asLong()));
            narrator.wrapped("      ", finding.path("explanation").asText());
        }
        for (JsonNode response : incident.path("done")) {
            narrator.say("  done: %s".formatted(response.path("response").asText()));
            narrator.wrapped("      ", response.path("words").asText());
        }
    }

    /** Tells how to look further. */
    void lookFurther(Optional<String> heldId) {
        String base = "http://127.0.0.1:" + stage.james().port(EmbeddedJames.WEB_ADMIN) + "/mailwarden";
        String curl = "curl -s -H \"Authorization: Bearer $(cat " + stage.tokenFile() + ")\" ";
        narrator.chapter("Look further");
        narrator.say("The review console: " + base + "/console/");
        narrator.say("Sign in as " + Cast.CAROL + " with the password \"" + Cast.PASSWORD
                + "\"; the demo asks for no code.");
        narrator.say(curl + base + "/overview");
        narrator.say(curl + "'" + base + "/incidents?account=" + Cast.ALICE + "'");
        narrator.say(curl + base + "/accounts/" + Cast.ALICE + "/logins");
        narrator.say(curl + base + "/held");
        narrator.say(curl + base + "/accounts/" + Cast.ALICE + "/block");
        narrator.say(curl + base + "/sessions");
        narrator.say("Lift what Mailwarden forbade:");
        narrator.say(curl + "-X DELETE " + base + "/accounts/" + Cast.ALICE + "/block");
        narrator.say("Let a held message go after all:");
        narrator.say(curl + "-X POST " + base + "/held/" + heldId.orElse("ID") + "/release");
    }

    /** Tells where everything is. */
    void whereItRuns() {
        narrator.say(String.format(
                Locale.ROOT,
                "Submission 127.0.0.1:%d (TLS), IMAP 127.0.0.1:%d (TLS), WebAdmin 127.0.0.1:%d, outside world :%d",
                stage.james().port(465),
                stage.james().port(993),
                stage.james().port(EmbeddedJames.WEB_ADMIN),
                stage.outside().port()));
        narrator.say("Working directory " + stage.james().home().directory() + ", log demo.log beside it.");
    }
}
