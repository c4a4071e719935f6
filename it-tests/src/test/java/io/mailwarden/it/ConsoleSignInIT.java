package io.mailwarden.it;

import io.mailwarden.testkit.MailwardenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where programs show the token of the file. */
@Order(13)
class ConsoleSignInIT extends ConsoleSignIn {

    @RegisterExtension
    static final MailwardenServer SERVER = plan("console-token").build();

    @Override
    MailwardenServer server() {
        return SERVER;
    }

    @Override
    String program() throws IOException {
        Path file = SERVER.home().var().resolve("mailwarden/admin-token");
        return "Bearer " + Files.readString(file).strip();
    }
}
