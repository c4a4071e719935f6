package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.response.alert.Alert;
import java.util.List;

/**
 * An alert in Slack's Block Kit. What strangers can write is plain text there, so that it formats nothing and calls
 * nobody. Slack's limits: 150 characters in a header, 3000 in a section.
 */
final class SlackBody implements WebhookBody {

    private static final int HEADER = 150;
    private static final int SECTION = 2900;
    private static final int LINES = 8;

    private final Console console;

    SlackBody(Console console) {
        this.console = console;
    }

    @Override
    public ObjectNode of(String id, Alert raised) {
        Alert alert = Titles.unlinked(raised);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", escape(Titles.line(alert, HEADER)));
        ArrayNode blocks = body.putArray("blocks");
        text(blocks.addObject().put("type", "header"), "plain_text", Titles.cut(Titles.title(alert), HEADER));
        if (!alert.digest()) {
            section(blocks, alert.content().headline());
        }
        section(blocks, Titles.seen(alert), alert.content().findings());
        section(blocks, Titles.DONE, Titles.done(alert));
        section(blocks, Titles.NEXT, alert.content().next());
        console.link(alert)
                .ifPresent(link -> text(
                        blocks.addObject().put("type", "section"),
                        "mrkdwn",
                        "<" + link.replace("|", "%7C").replace(">", "%3E") + "|Look into it>"));
        return body;
    }

    private static void section(ArrayNode blocks, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            section(blocks, title + "\n• " + String.join("\n• ", Titles.some(lines, LINES)));
        }
    }

    private static void section(ArrayNode blocks, String plain) {
        text(blocks.addObject().put("type", "section"), "plain_text", Titles.cut(plain, SECTION));
    }

    private static void text(ObjectNode block, String type, String text) {
        ObjectNode node = block.putObject("text").put("type", type).put("text", text);
        if (type.equals("plain_text")) {
            node.put("emoji", false);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
