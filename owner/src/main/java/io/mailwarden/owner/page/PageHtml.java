package io.mailwarden.owner.page;

import io.mailwarden.owner.NoticeTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** Makes the pages: static text and one form, without scripts. Nothing that a stranger said is on them. */
final class PageHtml {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s</main>
            <footer>%s</footer>
            </body>
            </html>
            """;

    private final NoticeTexts texts;
    private final String help;
    private final String css = css();
    private final String style = hash(css);

    PageHtml(NoticeTexts texts, String help) {
        this.texts = texts;
        this.help = help.strip();
    }

    private static String css() {
        try (InputStream file = Objects.requireNonNull(PageHtml.class.getResourceAsStream("style.css"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hash of the style, by which browsers let it through. */
    String style() {
        return style;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The page with the button; {@code again} when one was pressed before it could be read. */
    PageReply ask(String language, String stamp, boolean again) {
        StringBuilder body = new StringBuilder();
        if (again) {
            body.append("<p class=\"note\" role=\"alert\">")
                    .append(text(language, "page.ask.again"))
                    .append("</p>\n");
        }
        paragraph(body, text(language, "page.ask.text"), "");
        body.append("<h2>").append(text(language, "page.ask.does")).append("</h2>\n<ul>\n");
        for (int i = 1; i <= 3; i++) {
            body.append("<li>").append(text(language, "page.ask.does." + i)).append("</li>\n");
        }
        body.append("</ul>\n");
        paragraph(body, text(language, "page.ask.only"), "");
        body.append("<form method=\"post\"><input type=\"hidden\" name=\"seen\" value=\"")
                .append(escape(stamp))
                .append("\"><button type=\"submit\">")
                .append(text(language, "page.ask.button"))
                .append("</button></form>\n");
        paragraph(body, text(language, "page.ask.password"), "soft");
        return page(200, language, "page.ask.title", body);
    }

    /** The page after the button, whatever came of it. */
    PageReply done(String language) {
        return told(200, language, "page.done");
    }

    /** The page of a link that is none, or has ended. */
    PageReply unusable(String language) {
        return told(404, language, "page.unusable");
    }

    /** The page of a button that could do nothing. */
    PageReply failed(String language) {
        return told(503, language, "page.failed");
    }

    private PageReply told(int status, String language, String key) {
        StringBuilder body = new StringBuilder();
        paragraph(body, text(language, key + ".text"), "");
        paragraph(body, text(language, key + ".next"), "");
        return page(status, language, key + ".title", body);
    }

    private PageReply page(int status, String language, String title, StringBuilder body) {
        if (!help.isEmpty()) {
            paragraph(body, escape(texts.text(language, "page.help").replace("{help}", help)), "help");
        }
        String heading = text(language, title);
        return new PageReply(
                status,
                language,
                PAGE.formatted(escape(language), heading, css, heading, body, text(language, "page.foot")));
    }

    private static void paragraph(StringBuilder body, String html, String kind) {
        body.append(kind.isEmpty() ? "<p>" : "<p class=\"" + kind + "\">")
                .append(html)
                .append("</p>\n");
    }

    private String text(String language, String key) {
        return escape(texts.text(language, key));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
