package io.mailwarden.alert;

import com.cloudbees.syslog.Facility;
import com.cloudbees.syslog.SDElement;
import com.cloudbees.syslog.SyslogMessage;
import io.mailwarden.alert.AlertConfig.SyslogFormat;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alert for syslog: one line, either words with pairs of name and value, or CEF.
 */
final class SyslogText {

    // What CEF 0.1 allows for msg and act; receivers of RFC 5424 need not take more than 2048 octets.
    private static final int SEEN = 1000;
    private static final int DONE = 400;

    private final SyslogFormat format;
    private final Console console;
    private final String host;

    /** From a host of that name. */
    SyslogText(SyslogFormat format, Console console, String host) {
        this.format = format;
        this.console = console;
        this.host = printable(host);
    }

    // RFC 5424 6.2.4: up to 255 printable ASCII characters.
    private static String printable(String name) {
        String clean = name.replaceAll("[^!-~]", "");
        return clean.isEmpty() ? "-" : Titles.cut(clean, 255).replace("…", "");
    }

    SyslogMessage message(String id, Alert alert) {
        boolean critical = alert.severity() == Severity.CRITICAL;
        return new SyslogMessage()
                .withFacility(Facility.AUTHPRIV)
                .withSeverity(critical ? com.cloudbees.syslog.Severity.CRITICAL : com.cloudbees.syslog.Severity.WARNING)
                .withTimestamp(alert.at().toEpochMilli())
                .withHostname(host)
                .withAppName("mailwarden")
                .withMsgId(alert.digest() ? "digest" : "alert")
                .withSDElement(new SDElement("origin").addSDParam("software", "Mailwarden"))
                .withMsg(format == SyslogFormat.CEF ? cef(id, alert) : pairs(id, alert));
    }

    private String pairs(String id, Alert alert) {
        StringBuilder text = new StringBuilder(Titles.line(alert, AlertContent.LINE));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", id);
        alert.account().ifPresent(account -> values.put("account", account.name()));
        values.put("severity", alert.severity().label());
        values.put("cause", alert.cause());
        alert.incident().ifPresent(incident -> values.put("incident", incident));
        alert.follows().ifPresent(first -> values.put("follows", first));
        console.link(alert).ifPresent(link -> values.put("link", link));
        values.put("done", Titles.cut(String.join("; ", alert.content().done()), DONE));
        values.put("seen", Titles.cut(String.join("; ", alert.content().findings()), SEEN));
        values.forEach((name, value) -> text.append(' ')
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        return text.toString();
    }

    private String cef(String id, Alert alert) {
        StringBuilder text = new StringBuilder("CEF:0|Mailwarden|Mailwarden|1|")
                .append(header(alert.cause()))
                .append('|')
                .append(header(alert.content().headline()))
                .append('|')
                .append(alert.severity() == Severity.CRITICAL ? 10 : 6)
                .append('|');
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rt", Long.toString(alert.at().toEpochMilli()));
        values.put("externalId", id);
        values.put("cat", alert.severity().label());
        alert.account().ifPresent(account -> values.put("duser", account.name()));
        alert.incident().ifPresent(incident -> {
            values.put("cs1Label", "incident");
            values.put("cs1", incident);
        });
        console.link(alert).ifPresent(link -> values.put("request", link));
        values.put("act", Titles.cut(String.join("; ", alert.content().done()), DONE));
        values.put("msg", Titles.cut(String.join("; ", alert.content().findings()), SEEN));
        // Some readers take what follows an empty value for it; rsyslog's drops the first letter behind the pipe.
        values.values().removeIf(String::isBlank);
        values.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(extension(value)));
        return text.toString();
    }

    /** In the header a pipe ends a field. */
    static String header(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\r\n]+", " ");
    }

    /** In the extension an equals sign begins a value. */
    static String extension(String text) {
        return text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
