package io.mailwarden.survival;

import static io.mailwarden.survival.Players.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.process.JavaLine;
import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.MovableClock;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.survival.Elsewhere.Machine;
import io.mailwarden.testkit.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers on machines of other time zones and languages, at odd moments: what they stop and let pass is the same. */
@Order(25)
class ElsewhereIT {

    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final int HELD = 3;
    private static final Cast CAST = Cast.of(1, 1, 1);
    private static final String OWNER = CAST.owners().get(0);
    private static final String VICTIM = CAST.victims().get(0);
    private static final String OTHER = CAST.others().get(0);

    private OutsideWorld outside;

    @BeforeEach
    void listen() {
        outside = Site.outside();
    }

    @AfterEach
    void close() {
        outside.close();
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                moment("2026-03-29T00:59:50Z", "Oslo's clocks are set ahead", 0),
                moment("2028-02-29T09:00:00Z", "29 February", 1),
                moment("2026-12-31T22:59:50Z", "New Year in Oslo", 2));
    }

    private static Arguments moment(String at, String name, int machine) {
        return Arguments.of(name, Instant.parse(at), Elsewhere.MACHINES.get(machine));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("moments")
    void aTheftIsStoppedAndTheOwnerWritesOn(String name, Instant at, Machine machine) throws IOException {
        JamesHome home = Site.home(
                "elsewhere",
                CAST,
                outside,
                AccountHistory.overlay(CAST.history(at.atZone(Cast.OSLO).toLocalDate())));
        MovableClock clock = MovableClock.startingAt(at.minus(TO_START));
        JavaLine java = JavaLine.quick(Site.FOLDER, home).withVariable("TZ", machine.zone());
        for (String option : machine.options()) {
            java = java.with(option);
        }
        try (Node node = new Node(home, java, clock.ahead())) {
            node.start();
            node.setClock(Duration.between(clock.instant(), at));

            stopsTheThief(node);
            holdsAndReleases(node, at);
        }
    }

    private void stopsTheThief(Node node) throws IOException {
        assertThat(Players.logIn(node, VICTIM, Cast.OFFICE)).isTrue();
        assertThat(Players.robbed(node, VICTIM, Cast.thief(0)))
                .as("lets the thief in")
                .isFalse();
        Players.awaitCritical(node, VICTIM);
        new Players(CAST, 1).sendFromHome(node, OWNER, Cast.CONTACTS.get(0), "the owner's own");
        Waiting.untilOutside(PATIENCE, outside, "the owner's own", 1);
    }

    private void holdsAndReleases(Node node, Instant at) throws IOException {
        assertThat(node.reviews().block(OTHER, "hold")).isEqualTo(201);
        for (int i = 0; i < HELD; i++) {
            new Players(CAST, i).sendFromHome(node, OTHER, Cast.CONTACTS.get(i), "held " + i);
        }
        Waiting.until(PATIENCE, HELD + " held", () -> node.reviews().held(OTHER), held -> held.size() == HELD);

        List<JsonNode> held = pages(node, "mailwarden/held?limit=1");

        assertThat(held)
                .extracting(one -> one.path("id").asText())
                .hasSize(HELD)
                .doesNotHaveDuplicates();
        JsonNode first = held.get(0);
        assertThat(Instant.parse(first.path("heldAt").asText())).isBetween(at, at.plus(TO_START));
        assertThat(outside.countBySubject("held")).isZero();
        assertThat(node.reviews().release(first.path("id").asText())).isBetween(200, 204);
        Waiting.untilOutside(PATIENCE, outside, first.path("subject").asText(), 1);
    }

    /** All of a list, page by page. */
    private static List<JsonNode> pages(Node node, String path) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String next = path; !next.isEmpty(); ) {
            JsonNode page = node.admin().get(next).json();
            page.path("items").forEach(all::add);
            String cursor = page.path("nextCursor").asText();
            next = cursor.isEmpty() ? "" : path + "&cursor=" + cursor;
        }
        return all;
    }
}
