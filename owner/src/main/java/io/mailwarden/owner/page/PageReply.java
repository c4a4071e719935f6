package io.mailwarden.owner.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What the page answers.
 *
 * @param status of HTTP
 * @param language of the text; empty for none
 * @param html the page; empty for none
 */
record PageReply(int status, String language, String html) {

    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            413, "Content Too Large",
            431, "Request Header Fields Too Large",
            503, "Service Unavailable");

    /** Without a page. */
    static PageReply bare(int status) {
        return new PageReply(status, "", "");
    }

    /**
     * As it goes over the wire. Nothing is loaded from elsewhere, run, framed, kept or sent on, and the address of the
     * page, which is the link, goes nowhere.
     *
     * @param style hash of the one style that the page brings with it
     * @param head whether the page itself is not wanted
     */
    byte[] bytes(String style, boolean head) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String text = "HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Error") + "\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + (language.isEmpty() ? "" : "Content-Language: " + language + "\r\n")
                + (status == 405 ? "Allow: GET, HEAD, POST\r\n" : "")
                + "Cache-Control: no-store\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'sha256-" + style
                + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r\n"
                + "X-Frame-Options: DENY\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + "Cross-Origin-Opener-Policy: same-origin\r\n"
                + "Cross-Origin-Resource-Policy: same-origin\r\n"
                + "X-Robots-Tag: noindex, nofollow\r\n"
                + "Vary: Accept-Language\r\n"
                + "Connection: close\r\n\r\n";
        byte[] first = text.getBytes(StandardCharsets.ISO_8859_1);
        if (head) {
            return first;
        }
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return all;
    }
}
