package io.mailwarden.plugin.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.owner.OwnerMailer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.junit.jupiter.api.Test;

class JamesOwnerMailerTest {

    private final List<List<Object>> sent = new ArrayList<>();
    private final OwnerMailer mailer = new JamesOwnerMailer(context(), TestClock.at("2026-05-03T12:00:00Z"));

    private MailetContext context() {
        return (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, method, values) -> {
                    if (method.getName().equals("getPostmaster")) {
                        return new MailAddress("postmaster@example.org");
                    }
                    if (method.getName().equals("sendMail")) {
                        sent.add(List.of(values));
                        return null;
                    }
                    throw new AssertionError("nothing here calls " + method);
                });
    }

    @Test
    void noticeIsMailOfTheServerThatNobodyAnswers() throws Exception {
        mailer.send(
                "n1", "bob@example.org", "Eine neue Art von Anmeldung", "Wörter\nhttps://mail.example.org/lock/x\n");

        List<Object> mail = sent.get(0);
        assertThat(mail.get(0)).isEqualTo(MailAddress.nullSender());
        assertThat(mail.get(1)).isEqualTo(List.of(new MailAddress("bob@example.org")));
        MimeMessage message = (MimeMessage) mail.get(2);
        assertThat(message.getMessageID()).isEqualTo("<mailwarden-owner-n1@example.org>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getFrom()).hasSize(1).allMatch(from -> from.toString()
                .equals("postmaster@example.org"));
        assertThat(message.getContentType()).startsWith("text/plain");
        assertThat(message.getContent()).asString().contains("Wörter", "https://mail.example.org/lock/x");
    }

    @Test
    void addressThatIsNoneIsSaid() {
        assertThatThrownBy(() -> mailer.send("n1", "no address", "s", "t")).isInstanceOf(IOException.class);
        assertThat(sent).isEmpty();
    }
}
