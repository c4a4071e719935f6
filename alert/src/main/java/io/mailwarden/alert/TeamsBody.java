package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import java.util.List;

/**
 * An alert as an Adaptive Card, as workflows of Microsoft Teams take it. Text runs know no formatting, so what
 * strangers can write does nothing. Teams refuses what is larger than 28 KB.
 */
final class TeamsBody implements WebhookBody {

    private static final int LINES = 8;

    private final Console console;

    TeamsBody(Console console) {
        this.console = console;
    }

    @Override
    public ObjectNode of(String id, Alert raised) {
        Alert alert = Titles.unlinked(raised);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        // Workflows ask for it, and take no message in which it is missing.
        attachment.putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        ArrayNode blocks = card.putArray("body");
        run(blocks, Titles.title(alert))
                .put("size", "Large")
                .put("weight", "Bolder")
                .put("color", alert.severity() == Severity.CRITICAL ? "Attention" : "Warning");
        if (!alert.digest()) {
            run(blocks, alert.content().headline());
        }
        list(blocks, Titles.seen(alert), alert.content().findings());
        list(blocks, Titles.DONE, Titles.done(alert));
        list(blocks, Titles.NEXT, alert.content().next());
        console.link(alert).ifPresent(link -> card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Look into it")
                .put("url", link));
        return body;
    }

    private static void list(ArrayNode blocks, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            run(blocks, title).put("weight", "Bolder");
            Titles.some(lines, LINES).forEach(line -> run(blocks, "• " + line));
        }
    }

    private static ObjectNode run(ArrayNode blocks, String text) {
        return blocks.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }
}
