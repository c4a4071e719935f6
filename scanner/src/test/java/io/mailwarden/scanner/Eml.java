package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailwarden.engine.response.scan.ScanTarget;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A message that a test writes. Immutable. */
public record Eml(String from, String to, String subject, List<String> headers, List<String> parts) {

    public static Eml from(String sender) {
        return new Eml(sender, "Rita Reader <rita.reader@firm.example>", "", List.of(), List.of());
    }

    public Eml subject(String text) {
        return new Eml(from, to, text, headers, parts);
    }

    Eml to(String recipient) {
        return new Eml(from, recipient, subject, headers, parts);
    }

    public Eml header(String line) {
        return new Eml(from, to, subject, and(headers, line), parts);
    }

    public Eml text(String text) {
        return part("Content-Type: text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    public Eml html(String html) {
        return part("Content-Type: text/html; charset=utf-8", html.getBytes(UTF_8));
    }

    public Eml file(String name, String type, byte[] content) {
        return part(
                "Content-Type: " + type + "\r\nContent-Disposition: attachment; filename=\"" + name + "\"", content);
    }

    private Eml part(String head, byte[] content) {
        String encoded = Base64.getMimeEncoder().encodeToString(content);
        return new Eml(
                from,
                to,
                subject,
                headers,
                and(parts, head + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded + "\r\n"));
    }

    private static List<String> and(List<String> list, String one) {
        List<String> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    byte[] bytes() {
        StringBuilder message =
                new StringBuilder("Date: Mon, 4 May 2026 10:00:00 +0200\r\nMessage-ID: <1@x.example>\r\n");
        int angle = from.indexOf('<');
        String sender = angle > 0 ? encoded(from.substring(0, angle).strip()) + " " + from.substring(angle) : from;
        message.append("From: ").append(sender).append("\r\nTo: ").append(to).append("\r\n");
        message.append("Subject: ").append(encoded(subject)).append("\r\nMIME-Version: 1.0\r\n");
        headers.forEach(line -> message.append(line).append("\r\n"));
        message.append("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        parts.forEach(part -> message.append("--b\r\n").append(part));
        return message.append("--b--\r\n").toString().getBytes(ISO_8859_1);
    }

    ScanTarget target() {
        return ScanTarget.of(bytes());
    }
}
