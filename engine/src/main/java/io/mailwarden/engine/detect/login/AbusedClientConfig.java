package io.mailwarden.engine.detect.login;

import java.util.List;

/**
 * Names of clients that thieves are known to use.
 *
 * @param names whatever their letter case; a client counts whose name is one of them, or begins with one as a word.
 *     Shipped: ylmf-pc, the EHLO name of a password guessing bot that many servers bar; PHPMailer, Python, curl and
 *     Go-http-client, which people do not read or write their mail with, but scripts do (PHPMailer is the program most
 *     named in the submissions of a public collection of phishing mail). None of the last four names itself in EHLO;
 *     their messages do in X-Mailer, as far as they have one
 */
public record AbusedClientConfig(List<String> names) {

    public AbusedClientConfig {
        names = List.copyOf(names);
        names.forEach(AbusedClientConfig::check);
    }

    private static void check(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected the beginning of a client's name such as ylmf-pc");
        }
    }

    /** The default settings, as in the shipped configuration file. */
    public static AbusedClientConfig defaults() {
        return new AbusedClientConfig(List.of("ylmf-pc", "PHPMailer", "Python", "curl", "Go-http-client"));
    }
}
