package io.mailwarden.server.demo;

/** The demo was told something that does not work; the message says what to change. */
final class Unplayable extends Exception {

    private static final long serialVersionUID = 1;

    Unplayable(String message) {
        super(message);
    }
}
