package io.mailwarden.owner.page;

import io.mailwarden.owner.NoticeTexts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Makes the pages: static text and one form, without scripts. Nothing that a stranger said is on them. */
final class PageHtml {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1b1f24;--soft:#4b5563;--paper:#f3f4f6;--card:#ffffff;--line:#d1d5db;--act:#b42318;--on:#ffffff;--ring:#1d4ed8}
            @media (prefers-color-scheme:dark){:root{--ink:#f3f4f6;--soft:#c3c9d2;--paper:#14171b;--card:#1f242b;--line:#3b424c;--act:#fda29b;--on:#2a0b08;--ring:#93c5fd}}
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;padding:1rem;display:flex;flex-direction:column;align-items:center;justify-content:center;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
            main{width:100%;max-width:34rem;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere}
            h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
            h2{margin:1.25rem 0 .25rem;font-size:1rem}
            p{margin:.5rem 0}
            ul{margin:.25rem 0 .75rem;padding-left:1.25rem}
            li{margin:.25rem 0}
            button{width:100%;margin:1.25rem 0 .5rem;padding:.875rem 1rem;font:inherit;font-weight:600;color:var(--on);background:var(--act);border:0;border-radius:.5rem;cursor:pointer}
            button:focus-visible{outline:3px solid var(--ring);outline-offset:3px}
            .note{padding:.625rem .875rem;border-left:4px solid var(--act);background:var(--paper)}
            .help{padding:.625rem .875rem;border-left:4px solid var(--line);background:var(--paper)}
            .soft,footer{color:var(--soft);font-size:.9375rem}
            footer{max-width:34rem;padding:1rem .25rem}
            """;

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
    private final String style;

    PageHtml(NoticeTexts texts, String help) {
        this.texts = texts;
        this.help = help.strip();
        style = hash(STYLE);
    }

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
                PAGE.formatted(escape(language), heading, STYLE, heading, body, text(language, "page.foot")));
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
