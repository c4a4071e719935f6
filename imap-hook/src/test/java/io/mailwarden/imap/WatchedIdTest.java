package io.mailwarden.imap;

import static io.mailwarden.imap.ImapDoor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.Login;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedIdTest {

    private static final String THUNDERBIRD = "ID (\"name\" \"Thunderbird\" \"version\" \"128.0\")";
    private static final String OTHER = "ID (\"name\" \"Other\")";

    private ImapDoor door;

    @BeforeEach
    void open() throws Exception {
        door = ImapDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void goesWithTheLoginWhenItCameBefore() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            identify(talk, THUNDERBIRD);
            logIn(talk);
            identify(talk, THUNDERBIRD);
        }
        assertThat(door.warden.events()).hasSize(1);
        assertThat(door.warden.events(Login.class).get(0).source().orElseThrow().client())
                .isEqualTo(new Client("Thunderbird", "128.0", ""));
    }

    @Test
    void isToldOnceWhenItComesAfterTheLogin() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            identify(talk, THUNDERBIRD);
            identify(talk, OTHER);
            identify(talk, THUNDERBIRD);
        }
        Login login = door.warden.events(Login.class).get(0);
        assertThat(door.warden.events(ClientSeen.class))
                .containsExactly(new ClientSeen(
                        door.clock.instant(),
                        new Account("bob@example.org"),
                        login.source().orElseThrow().session(),
                        new Client("Thunderbird", "128.0", "")));
    }

    @Test
    void isNothingWhenItSaysNothing() throws Exception {
        try (ImapTalk talk = ImapTalk.with(door.port())) {
            logIn(talk);
            identify(talk, "ID NIL");
            identify(talk, "ID (\"vendor\" \"nobody\")");
        }
        assertThat(door.warden.events(ClientSeen.class)).isEmpty();
        assertThat(door.alarms.standing()).isEmpty();
    }

    private static void identify(ImapTalk talk, String command) throws IOException {
        assertThat(talk.say(command)).startsWith("* ID").contains("a1 OK");
    }

    private static void logIn(ImapTalk talk) throws IOException {
        assertThat(talk.say("LOGIN bob@example.org " + PASSWORD)).startsWith("a1 OK");
    }
}
