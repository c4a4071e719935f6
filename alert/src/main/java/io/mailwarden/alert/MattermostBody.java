package io.mailwarden.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An alert as an attachment of Mattermost. What strangers can write is escaped, so that it formats nothing and calls
 * nobody.
 */
final class MattermostBody implements WebhookBody {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+!|~<>-]");
    private static final int LINES = 8;

    private final Console console;

    MattermostBody(Console console) {
        this.console = console;
    }

    @Override
    public ObjectNode of(String id, Alert raised) {
        Alert alert = Titles.unlinked(raised);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("username", "Mailwarden");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("fallback", escape(Titles.line(alert, 300)));
        attachment.put("color", alert.severity() == Severity.CRITICAL ? "#c62828" : "#b26a00");
        attachment.put("title", escape(Titles.title(alert)));
        console.link(alert).ifPresent(link -> attachment.put("title_link", link));
        StringBuilder text =
                new StringBuilder(alert.digest() ? "" : escape(alert.content().headline()) + "\n");
        list(text, Titles.seen(alert), alert.content().findings());
        list(text, Titles.DONE, Titles.done(alert));
        list(text, Titles.NEXT, alert.content().next());
        attachment.put("text", text.toString());
        return body;
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append("\n**").append(title).append("**\n");
        Titles.some(lines, LINES)
                .forEach(line -> text.append("- ").append(escape(line)).append('\n'));
    }

    // After a zero-width space no name is one that is called.
    private static String escape(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0").replace("@", "@\u200B");
    }
}
