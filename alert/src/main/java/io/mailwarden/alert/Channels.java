package io.mailwarden.alert;

import io.mailwarden.alert.AlertConfig.WebhookFormat;
import io.mailwarden.alert.outbox.Channel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes the channels that are configured. */
final class Channels {

    private Channels() {}

    /**
     * Those channels; none when nobody is to be told. Throws IllegalArgumentException, saying what is expected, when a
     * file that they need cannot be used. Connects to nothing.
     */
    static List<Channel> of(AlertConfig config, AlertMailer mailer, Clock clock) {
        Console console = new Console(config.consoleUrl());
        AlertFiles files = new AlertFiles(config);
        List<Channel> channels = new ArrayList<>();
        if (!config.recipients().isEmpty()) {
            channels.add(new MailChannel(config.recipients(), config.sender(), console, mailer));
        }
        if (config.webhook().present()) {
            channels.add(new WebhookChannel(
                    files.url(),
                    body(config.webhook().webhookFormat(), console),
                    files.signature(),
                    config.timeout(),
                    clock));
        }
        if (config.syslog().present()) {
            channels.add(new SyslogChannel(
                    AlertConfig.Syslog.address(config.syslog().syslogAddress()),
                    config.syslog().syslogTransport(),
                    config.syslog().syslogFraming(),
                    new SyslogText(config.syslog().syslogFormat(), console, hostName()),
                    files.sockets(),
                    config.timeout()));
        }
        return List.copyOf(channels);
    }

    private static WebhookBody body(WebhookFormat format, Console console) {
        return switch (format) {
            case GENERIC -> new GenericBody(console);
            case SLACK -> new SlackBody(console);
            case MATTERMOST -> new MattermostBody(console);
            case TEAMS -> new TeamsBody(console);
        };
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "-"; // RFC 5424's word for none.
        }
    }
}
