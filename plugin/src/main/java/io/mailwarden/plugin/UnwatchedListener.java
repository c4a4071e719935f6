package io.mailwarden.plugin;

/**
 * A way into James, or out of it, that Mailwarden does not watch.
 *
 * @param name protocol and port, such as "smtp 0.0.0.0:25", or the file that leaves it open
 * @param reason why nobody watches it, and what to change
 */
record UnwatchedListener(String name, String reason) {

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
