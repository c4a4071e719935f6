package io.mailwarden.cli.imports.line;

import java.util.List;
import java.util.Locale;

/** Programs that hand on what the programs in containers say, by their names in syslog. */
final class Containers {

    private static final List<String> RUNTIMES = List.of("docker", "podman", "conmon", "containerd", "kubelet");
    private static final List<String> SERVERS = List.of("dovecot", "postfix", "exim", "cyrus", "courier", "mailserver");
    private static final int ID = 12;

    private Containers() {}

    /** Whether that is a runtime or a container's id. Any other program may say what strangers made it say. */
    static boolean handOn(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return isId(name) || RUNTIMES.stream().anyMatch(name::contains);
    }

    /** Whether it may be a container that is named for the mail server in it, too. */
    static boolean mayHandOn(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return handOn(name) || SERVERS.stream().anyMatch(name::contains);
    }

    private static boolean isId(String name) {
        return name.length() >= ID
                && name.chars().allMatch(one -> one >= '0' && one <= '9' || one >= 'a' && one <= 'f');
    }
}
