package io.mailwarden.cli.imports;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Login;
import java.util.Optional;
import java.util.Set;

/**
 * Who is at the other end, as Dovecot's login processes tell it: "user=&lt;bob&gt;, method=PLAIN, rip=192.0.2.1, …".
 *
 * @param user the name that was given; may be empty
 * @param master the name of who logged in as that user with a password of his own; empty when nobody did
 * @param address the client's
 * @param tls whether the connection is encrypted
 * @param session Dovecot's name of the connection; may be empty
 */
record Peer(String user, String master, Address address, boolean tls, String session) {

    private static final String USER = "user=<";
    private static final String METHOD = ">, method=";
    private static final String ADDRESS = "rip=";
    private static final String SESSION = ", session=<";
    private static final int LONGEST_SESSION = 128;

    // Elements that login_log_format_elements may have between the user's name and the method.
    private static final Set<String> OTHER_NAMES = Set.of("orig_user", "original_user", "login_user");
    private static final Set<String> MASTERS = Set.of("master_user", "master", "auth_user");

    /*
     * A stranger chooses the user's name and may write in it what looks like the rest: the last address counts, which
     * comes after the name, and all before belongs to the name.
     */
    static Peer parse(String text) throws Unusable {
        int before = text.lastIndexOf(", " + ADDRESS);
        if (before < 0 && !text.startsWith(ADDRESS)) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        String[] names = names(text.substring(0, Math.max(0, before)));
        int start = before < 0 ? ADDRESS.length() : before + 2 + ADDRESS.length();
        int comma = text.indexOf(',', start);
        int end = comma < 0 ? text.length() : comma;
        Address address = Address.parse(text.substring(start, end)).orElseThrow(() -> new Unusable(Reason.NO_ADDRESS));
        String rest = text.substring(end);
        return new Peer(names[0], names[1], address, rest.contains(", TLS"), session(rest));
    }

    private static String session(String rest) {
        int start = rest.indexOf(SESSION);
        int end = start < 0 ? -1 : rest.indexOf('>', start);
        String session = end < 0 ? "" : rest.substring(start + SESSION.length(), end);
        boolean plain = session.indexOf('<') < 0 && session.indexOf(' ') < 0 && session.length() <= LONGEST_SESSION;
        return plain ? session : "";
    }

    // The user's and the master's.
    private static String[] names(String text) throws Unusable {
        if (!text.startsWith(USER)) {
            return new String[] {"", ""};
        }
        int method = text.lastIndexOf(METHOD);
        int end = method < 0 ? text.length() - 1 : method;
        if (end < USER.length() || text.charAt(end) != '>') {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        String all = text.substring(USER.length(), end);
        String[] parts = all.split(">, ", -1);
        String master = "";
        for (int i = 1; i < parts.length; i++) {
            int value = parts[i].indexOf("=<");
            String key = value < 0 ? "" : parts[i].substring(0, value);
            if (MASTERS.contains(key)) {
                master = parts[i].substring(value + 2);
            } else if (!OTHER_NAMES.contains(key)) {
                return new String[] {all, ""};
            }
        }
        return new String[] {parts[0], master.equals(parts[0]) ? "" : master};
    }

    Optional<Login.Source> source(Client client) {
        return Optional.of(new Login.Source(address, client, tls, session, Optional.empty()));
    }
}
