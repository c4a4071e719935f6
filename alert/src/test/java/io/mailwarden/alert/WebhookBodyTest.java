package io.mailwarden.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {

    private static final Console CONSOLE = new Console("https://mail.example.org");

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        JsonNode text = node.path("text");
        if (text.isTextual()) {
            texts.add(text.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    @Test
    void slackSaysAllOfItInPlainText() {
        JsonNode body = new SlackBody(CONSOLE).of(Alerts.ID, Alerts.takeover());

        assertThat(texts(body))
                .anyMatch(text -> text.equals("Critical: bob@example.org"))
                .anyMatch(text -> text.contains("212 recipients"))
                .anyMatch(text -> text.contains("12 messages wait for review"))
                .contains("<https://mail.example.org/mailwarden/console/#/incident/20260503-0007|Look into it>");
        assertThat(body.path("blocks")).hasSize(6);
    }

    @Test
    void slackCallsNobodyAndStaysWithinItsLimits() {
        JsonNode body = new SlackBody(CONSOLE).of(Alerts.ID, Alerts.hostile());

        assertThat(body.path("text").asText()).doesNotContain("<");
        assertThat(body.toString()).doesNotContain("https://evil.example");
        for (JsonNode block : body.path("blocks")) {
            JsonNode text = block.path("text");
            assertThat(text.path("text").asText().length()).isBetween(1, 3000);
            assertThat(text.path("type").asText().equals("plain_text")
                            || text.path("text").asText().startsWith("<https://mail.example.org/"))
                    .isTrue();
        }
    }

    @Test
    void mattermostFormatsNothingOfStrangers() {
        JsonNode body = new MattermostBody(CONSOLE).of(Alerts.ID, Alerts.hostile());

        JsonNode attachment = body.path("attachments").path(0);
        assertThat(attachment.path("title_link").asText()).startsWith("https://mail.example.org/");
        assertThat(attachment.path("text").asText())
                .doesNotContain("@all", "@example", "[x](", "https://evil.example")
                .doesNotContainPattern("(?<!\\\\)<")
                .contains("\\[x\\]\\(");
        assertThat(attachment.path("text").asText().length()).isLessThan(16_000);
        assertThat(attachment.path("fallback").asText()).doesNotContain("@example");
    }

    @Test
    void teamsGetsACardOfTextRuns() {
        JsonNode body = new TeamsBody(CONSOLE).of(Alerts.ID, Alerts.hostile());

        assertThat(body.path("attachments")).allSatisfy(attachment -> {
            assertThat(attachment.has("contentUrl")).isTrue();
            assertThat(attachment.get("contentUrl").isNull()).isTrue();
        });
        JsonNode card = body.path("attachments").path(0).path("content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body")).allSatisfy(block -> assertThat(
                        block.path("inlines").path(0).path("type").asText())
                .isEqualTo("TextRun"));
        assertThat(card.path("actions").path(0).path("url").asText()).startsWith("https://mail.example.org/");
        assertThat(body.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(28_000);
    }

    @Test
    void genericHasAllOfTheHostileOneInItsPlace() throws Exception {
        JsonNode sent = new GenericBody(new Console("")).of(Alerts.ID, Alerts.hostile());
        JsonNode body = new ObjectMapper().readTree(sent.toString());

        assertThat(body.path("data").path("headline").asText())
                .isEqualTo(Alerts.hostile().content().headline());
        assertThat(body.path("data").path("findings")).hasSize(50);
        assertThat(body.path("data").has("link")).isFalse();
        assertThat(new GenericBody(CONSOLE)
                        .of(Alerts.ID, Alerts.digest(3))
                        .path("type")
                        .asText())
                .isEqualTo("mailwarden.digest");
    }
}
