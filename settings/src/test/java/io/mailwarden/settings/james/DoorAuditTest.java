package io.mailwarden.settings.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mailwarden.door.ListenerSettings;
import io.mailwarden.door.WatchedListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorAuditTest {

    private static final String WATCHED_SMTP =
            "<handlerchain coreHandlersPackage=\"io.mailwarden.smtp.WatchedSmtpPackage\"/>";

    @TempDir
    Path working;

    private LaidConf james = new LaidConf(Path.of(""));

    @BeforeEach
    void layOut() {
        james = new LaidConf(working);
    }

    private DoorAudit audit() {
        return new DoorAudit(james.conf());
    }

    private List<String> unwatched() {
        return audit().unwatched().stream().map(UnwatchedListener::name).toList();
    }

    private void mailets(String first) throws IOException {
        james.file(
                "mailetcontainer.xml",
                "<mailetcontainer><processors><processor state=\"error\"><mailet match=\"All\" class=\"Null\"/></processor>"
                        + "<processor state=\"root\">" + first
                        + "<mailet match=\"All\" class=\"Null\"/></processor></processors></mailetcontainer>");
    }

    @Test
    void shippedConfLeavesNoDoorUnwatched() throws IOException {
        DoorAudit audit = new DoorAudit(james.shipped().conf());

        assertThat(audit.unwatched()).isEmpty();
        assertThat(audit.watched())
                .containsExactly(
                        "smtp 0.0.0.0:25",
                        "smtp 0.0.0.0:465",
                        "smtp 0.0.0.0:587",
                        "imap 0.0.0.0:143",
                        "imap 0.0.0.0:993",
                        "outbound mail");
        assertThatCode(audit::refuseUnwatched).doesNotThrowAnyException();
    }

    @Test
    void everySmtpBlockIsLookedAt() throws IOException {
        james.file(
                "smtpserver.xml",
                "<smtpservers>"
                        + "<smtpserver><bind>0.0.0.0:25</bind><handlerchain/></smtpserver>"
                        + "<smtpserver enabled=\"true\"><bind>0.0.0.0:465,[::]:465</bind>" + WATCHED_SMTP
                        + "</smtpserver>"
                        + "<smtpserver enabled=\"true\"><handlerchain coreHandlersPackage=\"a.B\"/></smtpserver>"
                        + "<smtpserver enabled=\"false\"><bind>0.0.0.0:26</bind></smtpserver>"
                        + "<smtpserver><bind>0.0.0.0:587</bind><authorizedAddresses>127.0.0.0/8</authorizedAddresses>"
                        + WATCHED_SMTP + "</smtpserver>"
                        + "</smtpservers>");
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");

        assertThat(audit().unwatched())
                .extracting(UnwatchedListener::words)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("smtp 0.0.0.0:25: ")
                                .contains("coreHandlersPackage"),
                        second -> assertThat(second)
                                .startsWith("smtp 0.0.0.0:25: ")
                                .contains("coreHandlersPackage"),
                        third -> assertThat(third)
                                .startsWith("smtp 0.0.0.0:587: ")
                                .contains("authorizedAddresses"));
        assertThat(audit().watched()).containsExactly("smtp 0.0.0.0:465,[::]:465", "outbound mail");
    }

    @Test
    void imapNeedsOurPackage() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        String servers = "<imapserver><bind>0.0.0.0:1143</bind></imapserver><imapserver enabled=\"false\"/>";
        james.file("imapserver.xml", "<imapservers>" + servers + "</imapservers>");
        assertThat(unwatched()).containsExactly("imap 0.0.0.0:1143");

        james.file(
                "imapserver.xml",
                "<imapservers><imapPackages>io.mailwarden.imap.WatchedImapPackage</imapPackages>" + servers
                        + "</imapservers>");
        assertThat(unwatched()).isEmpty();
    }

    @Test
    void protocolsThatNobodyWatchesAreNamedWhenEnabled() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        james.file("pop3server.xml", "<pop3servers><pop3server enabled=\"true\"/></pop3servers>")
                .file(
                        "managesieveserver.xml",
                        "<managesieveservers><managesieveserver><bind>127.0.0.1:4190</bind></managesieveserver>"
                                + "</managesieveservers>")
                .file("lmtpserver.xml", "<lmtpservers><lmtpserver enabled=\"true\"/></lmtpservers>")
                .file("jmap.properties", "jmap.port=8080\n");

        assertThat(unwatched())
                .containsExactly(
                        "pop3 0.0.0.0:110",
                        "managesieve 127.0.0.1:4190",
                        "lmtp 0.0.0.0:24",
                        "jmap 0.0.0.0:8080",
                        "jmap draft 0.0.0.0:8080/authentication");
    }

    @Test
    void protocolThatANewDoorKnowsNeedsNothingHere() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        james.file(
                        "pop3server.xml",
                        "<pop3servers><pop3server><bind>0.0.0.0:110</bind><handlerchain coreHandlersPackage=\"a.B\"/>"
                                + "</pop3server><pop3server><bind>0.0.0.0:995</bind></pop3server></pop3servers>")
                .file("jmap.properties", "strategy=a.B\n");

        DoorAudit audit = new DoorAudit(
                james.conf(),
                List.of(new KnownBy("pop3", "handlerchain[@coreHandlersPackage]"), new KnownBy("jmap", "strategy")));

        assertThat(audit.watched()).containsExactly("pop3 0.0.0.0:110", "jmap 0.0.0.0:80", "outbound mail");
        assertThat(audit.unwatched())
                .extracting(UnwatchedListener::words)
                .satisfiesExactly(
                        pop3 -> assertThat(pop3).isEqualTo("pop3 0.0.0.0:995: it lacks a.B (pop3server.xml, line 1)"),
                        draft -> assertThat(draft).startsWith("jmap draft 0.0.0.0:80/authentication: "));
    }

    /** A door whose listeners have {@code a.B} under that key. */
    private record KnownBy(String kind, String key) implements WatchedListener {

        @Override
        public Optional<String> lacks(ListenerSettings settings) {
            return settings.own(key).contains("a.B") ? Optional.empty() : Optional.of("it lacks a.B");
        }
    }

    @Test
    void jmapIsClosedWithoutItsFileOrWhenDisabled() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        assertThat(unwatched()).isEmpty();

        james.file("jmap.properties", "enabled=false\n");
        assertThat(unwatched()).isEmpty();
    }

    @Test
    void outboundMailetMustBeFirstOfRootAndSeeAll() throws IOException {
        assertThat(unwatched()).as("no mailetcontainer.xml").containsExactly("outbound mail");

        mailets("<mailet match=\"All\" class=\"ToProcessor\"/><mailet match=\"All\" class=\"" + DoorAudit.MAILET
                + "\"/>");
        assertThat(unwatched()).as("not first").containsExactly("outbound mail");

        mailets("<mailet match=\"SMTPAuthSuccessful\" class=\"" + DoorAudit.MAILET + "\"/>");
        assertThat(unwatched()).as("not all").containsExactly("outbound mail");
    }

    @Test
    void refusalNamesEveryDoor() throws IOException {
        james.file("lmtpserver.xml", "<lmtpservers><lmtpserver/></lmtpservers>");
        DoorAudit audit = audit();

        assertThatThrownBy(audit::refuseUnwatched)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lmtp 0.0.0.0:24")
                .hasMessageContaining("outbound mail");
    }

    @Test
    void whatStandsWhereIsSaid() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        james.file(
                "smtpserver.xml",
                "<smtpservers>\n<!-- <smtpserver/> -->\n<smtpserver>" + WATCHED_SMTP
                        + "</smtpserver>\n\n<smtpserver>\n<bind>0.0.0.0:587</bind></smtpserver></smtpservers>");

        assertThat(audit().unwatched())
                .extracting(UnwatchedListener::name, UnwatchedListener::place)
                .containsExactly(tuple("smtp 0.0.0.0:587", "smtpserver.xml, line 5"));
    }

    @Test
    void whatCannotBeReadIsNoDoorThatIsWatched() throws IOException {
        mailets("<mailet match=\"All\" class=\"" + DoorAudit.MAILET + "\"/>");
        james.file("smtpserver.xml", "<smtpservers>\n<smtpserver>\n</smtpservers>")
                .file("imapserver.xml", "");

        assertThat(audit().unwatched())
                .extracting(UnwatchedListener::words)
                .satisfiesExactly(
                        smtp -> assertThat(smtp).contains("smtpserver.xml cannot be read: line 3, column "),
                        imap -> assertThat(imap).contains("imapserver.xml cannot be read: line 1, column "));
    }
}
