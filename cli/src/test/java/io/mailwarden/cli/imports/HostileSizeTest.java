package io.mailwarden.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a long line takes grows with its length, not with its square: in memory that is asked for, which can be counted. */
class HostileSizeTest {

    private static final String CLIENT = "May  3 06:00:00 mail postfix/smtpd[1]: 0A1B2C3D4E: client=a[198.51.100.7], "
            + "sasl_method=PLAIN, sasl_username=bob@example.org";
    private static final String EXIM = "2026-05-03 06:00:00 1xXxrS-0005gZ-2n ";
    private static final String ARRIVED =
            EXIM + "<= b@example.org H=(x) [198.51.100.7] P=esmtpa A=p:bob@example.org S=2";

    private static long bytes(String line) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        Reading.of(CLIENT, ARRIVED, line);
        return thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static String line(String start, String piece, int length) {
        return start + piece.repeat((length - start.length()) / piece.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|a | ",
                "|{\"a\":[",
                "|<22>",
                "|\u001b[3",
                "|<22>1 2026-05-03T06:00:00Z a dovecot - - [a b=\"\\\"",
                "|May  3 06:00:00 mail dovecot: May  3 06:00:00 ",
                "May  3 06:00:00 mail |dovecot: ",
                "May  3 06:00:00 mail dovecot: imap-login: Login: |user=<a>, orig_user=<b>, ",
                "May  3 06:00:00 mail dovecot: imap-login: Disconnected (auth failed, 1 attempts): |user=<, rip=1",
                "May  3 06:00:00 mail dovecot: imap-login: ID sent: |name=a, version=b, ",
                "May  3 06:00:00 mail dovecot: imap-login: |proxy(a): started proxying to : user=<",
                "May  3 06:00:00 mail dovecot: auth: sql(|a,b,<c>",
                "May  3 06:00:00 mail dovecot: auth: |conn unix:a: auth-worker<1>: ",
                "May  3 06:00:00 mail dovecot: auth|<a>(",
                "May  3 06:00:00 mail postfix/smtp[1]: 0A1B2C3D4E: to=<|a>, orig_to=<",
                "May  3 06:00:00 mail postfix/smtp[1]: 0A1B2C3D4E: to=<a>, relay=a|, delay=1, dsn=2.0.0",
                "May  3 06:00:00 mail postfix/smtpd[1]: proxy-accept: END-OF-MESSAGE: | queued as ; from=<",
                "May  3 06:00:00 mail postfix/smtpd[1]: warning: |a[1]: SASL a authentication failed: ",
                EXIM + "<= a H=|(x) [1] P=a A=a:b S=1 ",
                EXIM + "** a: |550 5.a ",
                EXIM + "** a: |550 5.1.1.",
                "2026-05-03 06:00:00 a |authenticator failed for [1]: 535 Incorrect authentication data (set_id=",
                "May  3 06:00:00 mail cyrus/imap[1]: badlogin: |[1] plaintext (a) [",
                "May  3 06:00:00 mail imapd: LOGIN FAILED, |user=a, ip=[1], ",
                "May  3 06:00:00 mail postfix/smtp[1]: |message repeated 2 times: [ ",
            })
    void twiceTheLengthTakesTwiceAsMuch(String startAndPiece) {
        String[] parts = startAndPiece.split("\\|", 2);
        bytes(line(parts[0], parts[1], OldLogs.LONGEST_LINE - 1));
        long half = bytes(line(parts[0], parts[1], OldLogs.LONGEST_LINE / 2));
        long whole = bytes(line(parts[0], parts[1], OldLogs.LONGEST_LINE - 1));

        assertThat(whole).isLessThan(3 * half).isLessThan(4_000_000);
    }
}
