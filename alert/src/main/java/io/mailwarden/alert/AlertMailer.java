package io.mailwarden.alert;

import java.util.List;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/**
 * Port to the mail server: sends what Mailwarden itself has to say. It must not pass for mail of an account: no
 * authenticated user, so that no hold or block stops it. Thread-safe.
 */
public interface AlertMailer {

    /** The address of the server's postmaster. */
    InternetAddress postmaster();

    /** Puts a message on its way; when this returns, the server is answerable for it. */
    void send(MimeMessage message, InternetAddress sender, List<InternetAddress> recipients) throws MessagingException;
}
