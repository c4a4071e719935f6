package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupRoutesTest extends RoutesOfTest {

    private static final String MODE = "/mailwarden/settings/policy.mode";

    private JsonNode mode() throws IOException {
        return get("/mailwarden/settings").at("/items/0");
    }

    @Test
    void showsEachSettingWithWhereItComesFrom() throws IOException {
        JsonNode mode = mode();

        assertThat(mode.get("key").asText()).isEqualTo("policy.mode");
        assertThat(mode.get("section").asText()).isEqualTo("policy: what is done inline");
        assertThat(mode.get("live").asBoolean()).isTrue();
        assertThat(mode.at("/value/inForce").asText()).isEqualTo("detect");
        assertThat(mode.at("/value/shipped").asText()).isEqualTo("prevent");
        assertThat(mode.at("/value/source").asText()).isEqualTo("console");
        assertThat(mode.at("/value/change/by").asText()).isEqualTo("carol@example.org");
        assertThat(get("/mailwarden/settings").at("/items/1/live").asBoolean()).isFalse();
    }

    @Test
    void changesAndGoesBackToTheFileNotedWithBeforeAndAfter() throws IOException {
        JsonNode changed = answer(200, "PUT", MODE, "{\"value\":\"remediate\",\"why\":\"the week is over\"}");
        assertThat(changed.at("/value/inForce").asText()).isEqualTo("remediate");
        assertThat(changed.at("/value/change/why").asText()).isEqualTo("the week is over");
        assertThat(changed.at("/value/change/by").asText()).isEqualTo("token");

        answer(204, "DELETE", MODE, "");
        answer(404, "DELETE", MODE, "");
        assertThat(mode().at("/value/source").asText()).isEqualTo("shipped");

        assertThat(get("/mailwarden/audit?action=setting-to-file").get("items").findValuesAsText("before"))
                .contains("remediate");
        JsonNode noted = get("/mailwarden/audit?action=setting-change").at("/items/0");
        assertThat(noted.get("before").asText()).isEqualTo("detect");
        assertThat(noted.get("after").asText()).contains("remediate");
        assertThat(noted.get("why").asText()).isEqualTo("the week is over");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|policy.mode|{\"value\":\"off\"}|policy.mode = off: expected detect, remediate or prevent",
                "400|policy.mode|{}|'value' must be given",
                "400|policy.mode|{\"value\":7}|must be a text",
                "400|policy.mode|{\"value\":\"detect\",\"force\":true}|Unknown field",
                "409|store.url|{\"value\":\"jdbc:y\"}|needs a restart",
                "404|polici.mode|{\"value\":\"detect\"}|No such setting"
            })
    void saysWhatIsExpectedAndChangesNothing(int status, String key, String body, String words) throws IOException {
        JsonNode error = answer(status, "PUT", "/mailwarden/settings/" + key, body);

        assertThat(error.get("message").asText()).contains(words);
        assertThat(mode().at("/value/inForce").asText()).isEqualTo("detect");
    }

    @Test
    void whatIsRefusedBecauseItNeedsARestartIsNotKeptInTheTrail() throws IOException {
        answer(409, "PUT", "/mailwarden/settings/store.url", "{\"value\":\"jdbc:x?password=T0PSECRET\"}");

        assertThat(get("/mailwarden/audit?action=setting-change").toString())
                .contains("refused-409", "not kept")
                .doesNotContain("T0PSECRET");
    }

    @Test
    void triesAWayAndSaysWhatCameBack() throws IOException {
        assertThat(get("/mailwarden/alert-channels").get("items").findValuesAsText("name"))
                .containsExactly("mail", "webhook");

        JsonNode taken = answer(200, "POST", "/mailwarden/alert-channels/mail/test", "");
        assertThat(taken.toString()).isEqualTo("{\"name\":\"mail\",\"delivered\":true,\"answer\":\"James took it\"}");
        JsonNode failed = answer(200, "POST", "/mailwarden/alert-channels/webhook/test", "");
        assertThat(failed.get("delivered").asBoolean()).isFalse();
        assertThat(failed.get("answer").asText()).contains("500");
        answer(404, "POST", "/mailwarden/alert-channels/pager/test", "");
        assertThat(get("/mailwarden/audit?action=alert-test").get("items")).hasSize(3);
    }

    @Test
    void saysWhatIsLeftToSetUp() throws IOException {
        JsonNode step = get("/mailwarden/console/first-run").at("/items/0");

        assertThat(step.get("name").asText()).isEqualTo("geography");
        assertThat(step.get("done").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailwarden/settings", "/mailwarden/alert-channels", "/mailwarden/console/first-run"})
    void needTheToken(String path) {
        assertThat(anonymously("GET", path).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutTheStoreNothingIsChanged() throws IOException {
        review.unavailable = true;
        answer(503, "PUT", MODE, "{\"value\":\"remediate\"}");
        answer(503, "DELETE", MODE, "");
        review.unavailable = false;
        assertThat(mode().at("/value/inForce").asText()).isEqualTo("detect");
    }
}
