package io.mailwarden.cli.imports;

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

    private static final String USER = "user=<";
    private static final String METHOD = ">, method=";
    private static final String ADDRESS = "rip=";
    private static final Pattern SESSION = Pattern.compile(", session=<([^<>\\s]{1,128})>");

    /*
     * A stranger chooses the user's name and may write in it what looks like the rest: the last address counts, which
     * comes after the name, and all before belongs to the name.
     */
    static Peer parse(String text) throws Unusable {
        int before = text.lastIndexOf(", " + ADDRESS);
        if (before < 0 && !text.startsWith(ADDRESS)) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        String name = text.substring(0, Math.max(0, before));
        int start = before < 0 ? ADDRESS.length() : before + 2 + ADDRESS.length();
        int comma = text.indexOf(',', start);
        int end = comma < 0 ? text.length() : comma;
        Address address = Address.parse(text.substring(start, end)).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        String rest = text.substring(end);
        Matcher session = SESSION.matcher(rest);
        return new Peer(user(name), address, rest.contains(", TLS"), session.find() ? session.group(1) : "");
    }

    private static String user(String text) throws Unusable {
        if (!text.startsWith(USER)) {
            return "";
        }
        int method = text.lastIndexOf(METHOD);
        int end = method < 0 ? text.length() - 1 : method;
        if (end < USER.length() || text.charAt(end) != '>') {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        return text.substring(USER.length(), end);
    }

    Optional<Login.Source> source(Client client) {
        return Optional.of(new Login.Source(address, client, tls, session, Optional.empty()));
    }
}
