package io.mailwarden.imap;

import io.mailwarden.door.ListenerSettings;
import io.mailwarden.door.WatchedListener;
import java.util.Optional;

/** Which IMAP servers are watched: all or none, for James 3.8 has one list of packages for all of them. */
public final class ImapListener implements WatchedListener {

    /** The name of {@link WatchedImapPackage}, which cannot be loaded where James is not. */
    static final String PACKAGE = "io.mailwarden.imap.WatchedImapPackage";

    @Override
    public String kind() {
        return "imap";
    }

    @Override
    public Optional<String> lacks(ListenerSettings settings) {
        return settings.ofFile("imapPackages").contains(PACKAGE)
                ? Optional.empty()
                : Optional.of("imapserver.xml lacks <imapPackages>" + PACKAGE + "</imapPackages>");
    }
}
