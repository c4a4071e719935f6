package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.response.session.SessionDetails;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRoutesTest extends RoutesOfTest {

    private static final String BLOCK = "/mailwarden/accounts/bob@example.org/block";

    @Test
    void blocksAndUnblocks() throws IOException {
        JsonNode block = answer(201, "POST", BLOCK, "{\"reason\":\"left us\",\"until\":\"2026-06-01T00:00:00Z\"}");
        assertThat(block.get("restriction").asText()).isEqualTo("block");
        assertThat(block.get("author").asText()).isEqualTo("administrator");
        assertThat(block.get("by").asText()).isEqualTo("token");
        assertThat(block.get("until").asText()).isEqualTo("2026-06-01T00:00:00Z");
        answer(201, "POST", BLOCK, "{\"reason\":\"newsletter\",\"restriction\":\"hold\"}");

        JsonNode blocks = answer(200, "GET", BLOCK, "").get("items");
        assertThat(blocks).hasSize(2);
        assertThat(blocks.findValuesAsText("restriction")).containsExactlyInAnyOrder("block", "hold");

        assertThat(answer(200, "DELETE", BLOCK, "").get("lifted").asInt()).isEqualTo(2);
        assertThat(answer(200, "DELETE", BLOCK, "").get("lifted").asInt()).isZero();
        assertThat(answer(200, "GET", BLOCK, "").get("items")).isEmpty();
    }

    @Test
    void aBlockThatIsNotSharedYetSaysSo() throws IOException {
        controls.reach = Reach.THIS_NODE;
        JsonNode here = answer(202, "POST", BLOCK, "{\"reason\":\"left us\"}");
        assertThat(here.get("block").get("restriction").asText()).isEqualTo("block");
        assertThat(here.get("note").asText()).contains("on this node, not yet shared");

        controls.reach = Reach.THIS_PROCESS;
        assertThat(answer(202, "POST", BLOCK, "{\"reason\":\"left us\"}")
                        .get("note")
                        .asText())
                .contains("lost by a restart");
    }

    @Test
    void anUnblockSaysWhichIncidentItResolved() throws IOException {
        assertThat(answer(200, "DELETE", BLOCK, "").toString()).isEqualTo("{\"lifted\":0}");
        controls.contained = Optional.of("i1");

        assertThat(answer(200, "DELETE", BLOCK, "").toString()).isEqualTo("{\"lifted\":0,\"resolved\":\"i1\"}");
    }

    @Test
    void setsARandomPasswordThatIsShownOnce() throws IOException {
        String path = "/mailwarden/accounts/bob@example.org/password";
        String first = answer(201, "POST", path, "").get("password").asText();
        String second = answer(201, "POST", path, "").get("password").asText();

        assertThat(first).matches("([0-9a-z]{4}-){3}[0-9a-z]{4}").isNotEqualTo(second);
        assertThat(directory.passwords).containsExactly("bob@example.org " + first, "bob@example.org " + second);
        answer(404, "POST", "/mailwarden/accounts/nobody@example.org/password", "");
        directory.readOnly = true;
        answer(409, "POST", path, "");
    }

    @Test
    void listsAndEndsSessions() throws IOException {
        List<String> ended = new ArrayList<>();
        for (String account : List.of("bob@example.org", "bob@example.org", "alice@example.org")) {
            SessionDetails opening = new SessionDetails(
                    new Account(account),
                    Optional.empty(),
                    Protocol.IMAP,
                    Address.parse("198.51.100.7"),
                    new Client("Thunderbird", "128.0", ""),
                    true);
            controls.sessions.open(opening, reason -> ended.add(account));
        }
        JsonNode sessions = answer(200, "GET", "/mailwarden/sessions?account=bob@example.org", "")
                .get("items");
        assertThat(sessions).hasSize(2);
        JsonNode first = sessions.get(0);
        assertThat(first.get("address").asText()).isEqualTo("198.51.100.7");
        assertThat(first.get("place").asText()).isEqualTo("NO, Telenor");
        assertThat(first.get("client").asText()).isEqualTo("Thunderbird 128.0");

        answer(204, "DELETE", "/mailwarden/sessions/" + first.get("id").asText(), "");
        assertThat(ended).containsExactly("bob@example.org");
        answer(404, "DELETE", "/mailwarden/sessions/none", "");
        answer(400, "DELETE", "/mailwarden/sessions", "");
        assertThat(answer(200, "DELETE", "/mailwarden/sessions?account=alice@example.org", "")
                        .get("ended")
                        .asInt())
                .isEqualTo(1);
        assertThat(ended).containsExactly("bob@example.org", "alice@example.org");
    }

    @Test
    void setsAndTakesBackModes() throws IOException {
        answer(204, "PUT", "/mailwarden/modes/@Example.org", "{\"mode\":\"detect\"}");
        answer(204, "PUT", "/mailwarden/modes/*", "{\"mode\":\"remediate\"}");

        assertThat(answer(200, "GET", "/mailwarden/modes", "").get("items").toString())
                .isEqualTo(
                        "[{\"scope\":\"*\",\"mode\":\"remediate\"},{\"scope\":\"@example.org\",\"mode\":\"detect\"}]");

        answer(204, "DELETE", "/mailwarden/modes/@example.org", "");
        answer(404, "DELETE", "/mailwarden/modes/@example.org", "");
        assertThat(answer(200, "GET", "/mailwarden/modes", "").get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/mailwarden/accounts/bob@example.org/block||'reason' must be given",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"why\":1}|Unknown field 'why'",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":7}|must be a text",
                "POST|/mailwarden/accounts/bob@example.org/block|[]|must be a JSON object",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason|must be a JSON object",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"until\":\"now\"}|ISO 8601",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"}|time to come",
                "POST|/mailwarden/accounts/bob@example.org/block|{\"reason\":\"x\",\"restriction\":\"none\"}|block or refuse or defer or hold",
                "POST|/mailwarden/accounts/%20/block|{\"reason\":\"x\"}|account",
                "PUT|/mailwarden/modes/@example.org|{\"mode\":\"off\"}|detect or remediate or prevent",
                "PUT|/mailwarden/modes/@example.org||'mode' must be given",
                "PUT|/mailwarden/modes/@|{\"mode\":\"detect\"}|such as @example.org",
                "DELETE|/mailwarden/accounts/bob@example.org/block?x=1||Unknown parameter"
            })
    void saysWhatIsExpected(String method, String path, String body, String words) throws IOException {
        JsonNode error = answer(400, method, path, body == null ? "" : body);

        assertThat(error.get("message").asText()).contains(words);
    }

    @Test
    void aStoreThatIsGoneChangesNothing() throws IOException {
        controls.unavailable = true;

        assertThat(answer(503, "POST", BLOCK, "{\"reason\":\"x\"}").get("type").asText())
                .isEqualTo("ServerError");
        answer(503, "DELETE", BLOCK, "");
        answer(503, "PUT", "/mailwarden/modes/*", "{\"mode\":\"detect\"}");
    }

    @Test
    void anIncidentTellsWhatWasDone() throws IOException {
        JsonNode done = answer(200, "GET", "/mailwarden/incidents/i1", "").get("done");

        assertThat(done).hasSize(1);
        assertThat(done.get(0).get("response").asText()).isEqualTo("block-outgoing");
        assertThat(done.get(0).get("words").asText()).isEqualTo("what it sends is held");
    }
}
