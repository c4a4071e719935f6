package io.mailwarden.cli.imports.line;

import java.util.Set;

/** The mail servers whose logs are read, by the names of their programs. */
public enum MailServer {
    DOVECOT("Dovecot"),
    POSTFIX("Postfix"),
    EXIM("Exim"),
    CYRUS("Cyrus"),
    COURIER("Courier"),
    /** Any other program. */
    OTHER("others");

    // What stands after the last slash of syslog_name, which an operator may choose as he likes.
    private static final Set<String> POSTFIX_SERVICES = Set.of(
            "smtpd",
            "cleanup",
            "qmgr",
            "oqmgr",
            "smtp",
            "lmtp",
            "local",
            "virtual",
            "pipe",
            "error",
            "retry",
            "bounce",
            "pickup",
            "discard",
            "trivial-rewrite",
            "anvil",
            "scache",
            "postscreen",
            "tlsproxy",
            "dnsblog",
            "verify",
            "submit",
            "proxymap",
            "tlsmgr",
            "postlogd",
            "master",
            "sendmail",
            "postdrop",
            "postsuper",
            "postqueue");
    private static final Set<String> CYRUS_PROGRAMS =
            Set.of("imap", "imaps", "pop3", "pop3s", "sieve", "timsieved", "lmtpunix", "nntp", "httpd");
    private static final Set<String> COURIER_PROGRAMS =
            Set.of("imapd", "imapd-ssl", "imaplogin", "pop3d", "pop3d-ssl", "pop3login", "authdaemond", "courierd");
    // The processes of Dovecot, as they begin a line of its own file.
    private static final Set<String> DOVECOT_PROCESSES = Set.of(
            "imap-login",
            "imap",
            "pop3-login",
            "pop3",
            "managesieve-login",
            "managesieve",
            "submission-login",
            "submission",
            "auth",
            "auth-worker",
            "master",
            "lmtp",
            "lda",
            "anvil",
            "config",
            "log",
            "stats",
            "old-stats",
            "doveadm",
            "dict",
            "dict-async",
            "indexer",
            "indexer-worker",
            "director",
            "ssl-params",
            "dns-client",
            "dns",
            "replicator",
            "aggregator",
            "quota-status",
            "imap-urlauth",
            "imap-urlauth-login",
            "imap-hibernate",
            "script",
            "script-login",
            "ipc",
            "health-check",
            "tcpwrap",
            "dsync-local",
            "dsync-remote",
            "dsync-server");

    private final String label;

    MailServer(String label) {
        this.label = label;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** Whose program has that name in a log. */
    public static MailServer of(String program) {
        if (program.equals("dovecot") || program.equals("dovecot.service")) {
            return DOVECOT;
        }
        if (program.startsWith("postfix")) {
            return POSTFIX;
        }
        return program.startsWith("cyrus") || CYRUS_PROGRAMS.contains(program) ? CYRUS : ofRest(program);
    }

    private static MailServer ofRest(String program) {
        int slash = program.lastIndexOf('/');
        if (slash > 0 && POSTFIX_SERVICES.contains(program.substring(slash + 1))) {
            return POSTFIX;
        }
        if (program.equals("exim") || program.equals("exim4")) {
            return EXIM;
        }
        return program.startsWith("courier") || COURIER_PROGRAMS.contains(program) ? COURIER : OTHER;
    }

    /** Whether a line of Dovecot's own file begins with that word, such as imap(bob)&lt;1&gt;&lt;x&gt;. */
    static boolean isDovecotsOwn(String word) {
        int end = 0;
        while (end < word.length() && (Character.isLetterOrDigit(word.charAt(end)) || word.charAt(end) == '-')) {
            end++;
        }
        boolean whole = end == word.length() || "(<[:".indexOf(word.charAt(end)) >= 0;
        return whole && DOVECOT_PROCESSES.contains(word.substring(0, end));
    }
}
