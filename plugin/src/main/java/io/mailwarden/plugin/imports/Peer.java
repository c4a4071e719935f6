package io.mailwarden.plugin.imports;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is at the other end, as Dovecot's login processes tell it: "user=&lt;bob&gt;, method=PLAIN, rip=192.0.2.1, …".
 *
 * @param user the name that was given; may be empty
 * @param address the client's
 * @param tls whether the connection is encrypted
 * @param session Dovecot's name of the connection; may be empty
 */
record Peer(String user, Address address, boolean tls, String session) {

    /*
     * A stranger chooses the user's name and may write in it what looks like the rest: the last address counts, which
     * comes after the name, and all before belongs to the name.
     */
    private static final Pattern FORM =
            Pattern.compile("^(?:user=<(?<user>.*)>, )?(?:method=.*, )?rip=(?<address>[^\\s,]+)(?<rest>(?:,.*)?)$");
    private static final Pattern SESSION = Pattern.compile(", session=<([^<>\\s]{1,128})>");

    static Peer parse(String text) throws Unusable {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        Address address = Address.parse(parts.group("address")).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        String user = parts.group("user") == null ? "" : parts.group("user");
        String rest = parts.group("rest");
        Matcher session = SESSION.matcher(rest);
        return new Peer(user, address, rest.contains(", TLS"), session.find() ? session.group(1) : "");
    }

    Optional<Login.Source> source(Client client) {
        return Optional.of(new Login.Source(address, client, tls, session, Optional.empty()));
    }
}
