package io.mailwarden.engine.review.setting;

import java.util.List;
import java.util.Optional;

/** The ways by which administrators are told, and a test of each. Thread-safe; a test may take as long as the way may. */
public interface AlertTests {

    /**
     * A way by which administrators are told.
     *
     * @param name mail, webhook or syslog
     */
    record AlertWay(String name) {}

    /**
     * What came of a test.
     *
     * @param delivered whether the receiver took it, as far as that can be known
     * @param answer what came back, in words, without secrets
     */
    record TestedWay(String name, boolean delivered, String answer) {}

    /** Those that are configured. */
    List<AlertWay> ways();

    /** Sends a test alert by one of them, now; empty when there is none of that name. */
    Optional<TestedWay> test(String name, String by);
}
