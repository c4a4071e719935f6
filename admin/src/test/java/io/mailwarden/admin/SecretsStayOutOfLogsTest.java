package io.mailwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** WebAdmin notes the bodies of requests and answers beside each line of its log; JSON logs show them. */
class SecretsStayOutOfLogsTest extends SignInOfTest {

    /** What was logged, with all that stands beside it. */
    private static final class Notes extends AppenderBase<ILoggingEvent> {

        private final List<String> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap());
        }
    }

    private final Notes notes = new Notes();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        notes.start();
        root.addAppender(notes);
        root.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(notes);
        root.setLevel(before);
    }

    @Test
    void whatOpensTheConsoleIsLoggedNowhere() throws IOException {
        Enrolled enrolled = enrolled(CAROL);
        HttpResponse<String> signedIn = signIn(CAROL, code(enrolled.secret()));
        String cookie = cookie(signedIn);
        server.send("GET", "/mailwarden/console/session", "Cookie", cookie);
        String recovery = enrolled.recovery().get(0);

        assertThat(notes.all).anyMatch(line -> line.contains("/mailwarden/console/sign-in"));
        assertThat(notes.all)
                .noneMatch(line -> line.contains(enrolled.secret()))
                .noneMatch(line -> line.contains(recovery))
                .noneMatch(line -> line.contains(TestConsole.PASSWORD))
                .noneMatch(line -> line.contains(cookie.substring(cookie.indexOf('=') + 1)))
                .noneMatch(line -> line.contains("recoveryCodes"));
    }
}
