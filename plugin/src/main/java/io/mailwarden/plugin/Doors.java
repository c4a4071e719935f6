package io.mailwarden.plugin;

import io.mailwarden.door.WatchedListener;
import io.mailwarden.imap.ImapListener;
import io.mailwarden.smtp.SmtpListener;
import java.util.List;

/** The doors that this plugin has: one line for each, with what it tells the audit of its listeners. */
final class Doors {

    static final List<WatchedListener> WATCHED = List.of(new SmtpListener(), new ImapListener());

    private Doors() {}
}
