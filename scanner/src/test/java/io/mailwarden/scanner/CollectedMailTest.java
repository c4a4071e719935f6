package io.mailwarden.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectedMailTest {

    @Test
    void keepsWhatTheSenderWrote() {
        String written = "From: Ann <ann@x.example>\r\nTo: bob@y.example\r\nSubject: [PATCH 1/2] Lift\r\n"
                + "Content-Type: multipart/mixed;\r\n\tboundary=b\r\n\r\n--b\r\n\r\nHello\r\n____\r\n--b--\r\n";

        assertThat(sent(written)).isEqualTo(written);
    }

    @Test
    void dropsWhatMailboxesAndListsAdded() {
        String collected = "From ann@x.example  Fri Aug 23 11:08:50 2002\n"
                + "Received: from a\n by b; Fri, 23 Aug 2002 06:06:54 -0400\n"
                + "Authentication-Results: spf=pass\nX-MS-Exchange-Organization-SCL: 5\n"
                + "List-Id: Talk <talk.x.example>\nFrom: ann@x.example\nDelivered-To: bob@y.example\n\nHello\n";

        assertThat(sent(collected)).isEqualTo("From: ann@x.example\r\n\nHello\n");
    }

    @Test
    void dropsTheNameOfTheListFromTheSubjectAlone() {
        assertThat(sent("Subject: Re: [USRP-users] Clock\r\n\r\n[USRP-users] is a list\r\n"))
                .isEqualTo("Subject: Re: Clock\r\n\r\n[USRP-users] is a list\r\n");
    }

    @Test
    void dropsTheFooterOfTheListUpToTheNextBlankLineOrPart() {
        String rule = "_".repeat(47) + "\n";

        assertThat(sent("To: a@x.example\n\nHello\n" + rule
                        + "Talk mailing list\ntalk@x.example\nhttps://x.example/mailman/listinfo/talk\n\nBye\n"))
                .isEqualTo("To: a@x.example\r\n\nHello\n\nBye\n");
        assertThat(sent("To: a@x.example\n\nHello\n" + rule + "Talk mailing list -- talk@x.example\n--b--\n"))
                .isEqualTo("To: a@x.example\r\n\nHello\n--b--\n");
        assertThat(sent("To: a@x.example\n\nHello\n" + rule + "Sign here\n")).contains(rule, "Sign here");
    }

    @Test
    void givesTheBlottedReaderAnAddressOfEverydayForm() {
        assertThat(sent("To: phishing@pot <phishing@pot>\r\n\r\nDear phishing@pot, a@potters.example\r\n"))
                .isEqualTo("To: rita.reader@firm.example <rita.reader@firm.example>\r\n\r\n"
                        + "Dear rita.reader@firm.example, a@potters.example\r\n");
    }

    @Test
    void takesAnything() {
        assertThat(sent("")).isEmpty();
        assertThat(sent("no header at all")).isEmpty();
        assertThat(sent("\n\n")).isEqualTo("\n");
    }

    private static String sent(String collected) {
        return new String(CollectedMail.asSent(collected.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
