package io.mailwarden.settings.james;

/** A file of James's cannot be parsed; the message says which, where and why. */
final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;

    UnreadableFile(String file, String reason, Throwable cause) {
        super(file + " cannot be read: " + reason, cause);
        this.file = file;
    }

    /** Its name, such as {@code smtpserver.xml}. */
    String file() {
        return file;
    }
}
