package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class RandomLogTest {

    private static final List<String> PIECES = List.of(
            "May  3 06:00:00 mail ",
            "2026-05-03T06:00:00Z mail ",
            "Feb 30 06:00:00 ",
            "dovecot: ",
            "postfix/smtpd[1]: ",
            "postfix/qmgr[1]: ",
            "postfix/smtp[1]: ",
            "imap-login: ",
            "Login: ",
            "ID sent: name=a",
            "(auth failed, 1 attempts)",
            ": ",
            "user=<",
            "bob@example.org",
            ">",
            ", ",
            "rip=198.51.100.7",
            "lip=192.0.2.1",
            "session=<a>",
            "0A1B2C3D4E: ",
            "client=unknown[198.51.100.7]",
            ", sasl_username=bob@example.org",
            "to=<a@example.net>, ",
            "relay=none, ",
            "delay=1, delays=0/0/0/1, ",
            "dsn=5.1.1, ",
            "status=bounced ",
            "removed",
            "auth: sql(",
            "unknown user",
            "<",
            "(",
            ")",
            "\u0000",
            "\n",
            "message repeated 2 times: [ ",
            "]");

    private static String log(Random dice) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.nextInt(60); i > 0; i--) {
            boolean known = dice.nextInt(10) > 0;
            text.append(known ? PIECES.get(dice.nextInt(PIECES.size())) : Character.toString(dice.nextInt(0x110000)));
        }
        return text.toString();
    }

    @RepeatedTest(20)
    void whateverStandsInALogIsRead(RepetitionInfo run) {
        Random dice = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            String log = log(dice);
            Reading read = Reading.of(log);

            assertThat(read.summary().events().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as(log)
                    .isEqualTo(read.events().size());
        }
    }
}
