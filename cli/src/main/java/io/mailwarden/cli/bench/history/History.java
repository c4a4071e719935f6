package io.mailwarden.cli.bench.history;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import java.io.IOException;
import java.util.function.Consumer;

/** Events of a time without known takeovers. The same history gives the same events each time. */
public interface History {

    /** What reports call it. */
    String name();

    /** Gives all events, in order of time. */
    void replay(Consumer<Event> events) throws IOException;

    /** What is unusual about an account though it is honest, such as {@code traveller}; empty for nothing. */
    default String trouble(Account account) {
        return "";
    }
}
