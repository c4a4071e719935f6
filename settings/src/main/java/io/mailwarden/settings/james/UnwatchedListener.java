package io.mailwarden.settings.james;

/**
 * A way into James, or out of it, that Mailwarden does not watch.
 *
 * @param name protocol and port, such as "smtp 0.0.0.0:25", or the file that leaves it open
 * @param place the file, and the line where it is known, such as "smtpserver.xml, line 31"
 * @param reason why nobody watches it, and what to change
 */
public record UnwatchedListener(String name, String place, String reason) {

    /** What is not watched, why, and where that stands. */
    public String words() {
        return name + ": " + reason + " (" + place + ")";
    }
}
