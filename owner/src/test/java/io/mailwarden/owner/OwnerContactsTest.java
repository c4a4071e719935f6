package io.mailwarden.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.owner.OwnerContacts.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerContactsTest {

    private static final Account BOB = new Account("bob@example.org");

    @TempDir
    Path folder;

    private OwnerContacts contacts(String text) throws IOException {
        return new OwnerContacts(Files.writeString(folder.resolve("owners"), text));
    }

    @Test
    void accountHasASecondAddressAndALanguageAndItsDomainOneToo() throws IOException {
        OwnerContacts contacts = contacts(
                """
                # who is told where
                Bob@Example.org bob@home.example
                carol@example.org - en
                @example.org - de
                """);

        assertThat(contacts.of(BOB)).isEqualTo(new Contact(Optional.of("bob@home.example"), "de"));
        assertThat(contacts.of(new Account("carol@example.org"))).isEqualTo(new Contact(Optional.empty(), "en"));
        assertThat(contacts.of(new Account("dave@example.org"))).isEqualTo(new Contact(Optional.empty(), "de"));
        assertThat(contacts.of(new Account("eve@example.net"))).isEqualTo(Contact.NONE);
    }

    @Test
    void fileIsReadAgainWhenItChangesAndMayBeMissing() throws IOException {
        Path file = folder.resolve("owners");
        OwnerContacts contacts = new OwnerContacts(file);
        assertThat(contacts.of(BOB)).isEqualTo(Contact.NONE);

        Files.writeString(file, "bob@example.org one@home.example\n");
        assertThat(contacts.of(BOB).second()).contains("one@home.example");
        Files.writeString(file, "bob@example.org two@home.example\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-03T12:00:00Z")));
        assertThat(contacts.of(BOB).second()).contains("two@home.example");
        Files.delete(file);
        assertThat(contacts.of(BOB)).isEqualTo(Contact.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.org",
                "bob@example.org bob@home.example de more",
                "bob@example.org no-address",
                "bob@example.org a@b,c@d",
                "bob@example.org <a@b>",
                "@example.org all@home.example de",
                "bob@example.org - German!"
            })
    void lineThatIsNoneIsNamed(String line) throws IOException {
        OwnerContacts contacts = contacts("# first\n" + line + "\n");

        assertThat(contacts.trouble())
                .hasValueSatisfying(words -> assertThat(words).contains("line 2"));
        assertThatThrownBy(() -> contacts.of(BOB)).hasMessageContaining("line 2");
    }

    @Test
    void fileThatEverybodyCanWriteIsNotBelieved() throws IOException {
        OwnerContacts contacts = contacts("bob@example.org bob@home.example\n");
        Files.setPosixFilePermissions(folder.resolve("owners"), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(contacts.trouble())
                .hasValueSatisfying(words -> assertThat(words).contains("everybody on this machine"));
    }
}
