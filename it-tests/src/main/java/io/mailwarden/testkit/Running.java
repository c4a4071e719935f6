package io.mailwarden.testkit;

import org.jspecify.annotations.Nullable;

/** The one server that runs. */
final class Running {

    private @Nullable MailwardenServer current;

    synchronized void switchTo(MailwardenServer wanted) throws Exception {
        if (current == wanted) {
            return;
        }
        stop();
        wanted.open();
        current = wanted;
    }

    synchronized void stop() {
        MailwardenServer old = current;
        current = null;
        if (old != null) {
            old.close();
        }
    }
}
