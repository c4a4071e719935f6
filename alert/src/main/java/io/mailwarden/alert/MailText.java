package io.mailwarden.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import java.util.List;
import java.util.Optional;

/** The text of an alert's mail, plain and in HTML. Nothing in it is loaded from elsewhere. */
final class MailText {

    private static final String FOOT =
            "Sent by Mailwarden, which guards this mail server. The same of the same account is not told again for a while.";

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            </head>
            <body style="margin:0;padding:12px;font:16px/1.45 -apple-system,'Segoe UI',Roboto,Arial,sans-serif">
            <div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
            <div style="border-left:6px solid %2$s;padding:2px 0 2px 12px">
            <p style="margin:0;color:%2$s;font-size:14px;font-weight:bold">%3$s</p>
            <h1 style="margin:2px 0 6px;font-size:21px;line-height:1.25"><bdi>%4$s</bdi></h1>
            <p style="margin:0" dir="auto">%5$s</p>
            </div>
            <p style="margin:14px 0 0;font-size:14px">%6$s</p>
            %7$s%8$s<p style="margin:24px 0 0;font-size:13px;color:#707070">%9$s</p>
            </div>
            </body>
            </html>
            """;

    private static final String BUTTON =
            """
            <p style="margin:18px 0 0"><a href="%s" style="display:inline-block;padding:11px 18px;border-radius:6px;\
            background:#1f5fbf;color:#ffffff;text-decoration:none;font-weight:bold">%s</a></p>
            """;

    private final Console console;

    MailText(Console console) {
        this.console = console;
    }

    String plain(Alert raised) {
        Alert alert = Titles.unlinked(raised);
        StringBuilder text = new StringBuilder(Titles.title(alert)).append('\n');
        if (!alert.digest()) {
            text.append(alert.content().headline()).append('\n');
        }
        text.append('\n').append(when(alert)).append('\n');
        console.link(alert).ifPresent(link -> text.append(link).append('\n'));
        list(text, Titles.seen(alert), alert.content().findings());
        list(text, Titles.DONE, Titles.done(alert));
        list(text, Titles.NEXT, alert.content().next());
        return text.append("\n-- \n").append(FOOT).append('\n').toString();
    }

    private static String when(Alert alert) {
        return Titles.time(alert.at())
                + alert.incident().map(" · incident %s"::formatted).orElse("");
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }

    String html(Alert raised) {
        Alert alert = Titles.unlinked(raised);
        StringBuilder lists = new StringBuilder();
        listHtml(lists, Titles.seen(alert), alert.content().findings());
        listHtml(lists, Titles.DONE, Titles.done(alert));
        listHtml(lists, Titles.NEXT, alert.content().next());
        Optional<String> link = console.link(alert);
        String words = alert.incident().isPresent() ? "Look at the incident" : "Look at the open incidents";
        return PAGE.formatted(
                escape(Titles.title(alert)),
                alert.severity() == Severity.CRITICAL ? "#c62828" : "#b26a00",
                Titles.severity(alert),
                escape(alert.digest() ? alert.content().headline() : alert.subject()),
                escape(alert.digest() ? "" : alert.content().headline()),
                escape(when(alert)),
                link.map(to -> BUTTON.formatted(escape(to), words)).orElse(""),
                lists,
                escape(FOOT));
    }

    private static void listHtml(StringBuilder html, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.append("<h2 style=\"margin:20px 0 4px;font-size:16px\">")
                .append(escape(title))
                .append("</h2>\n<ul style=\"margin:0;padding-left:20px\">\n");
        for (String line : lines) {
            html.append("<li style=\"margin:3px 0\" dir=\"auto\">")
                    .append(escape(line))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
