package io.mailwarden.scanner.helpers;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.support.Alarms;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * A helper whose failures stay with it: an alarm is raised, the scan goes on without, and after some failures nobody
 * waits for it for half a minute. Thread-safe.
 */
public final class GuardedHelper {

    // A helper that is down fails at once or at its limit; three of five are no accident.
    private static final int LOOKED_AT = 5;
    private static final int LEAST = 3;
    private static final float FAILED_PERCENT = 50;

    public static final Duration REST = Duration.ofSeconds(30);

    private final Helper helper;
    private final Alarms alarms;
    private final CircuitBreaker breaker;

    public GuardedHelper(Helper helper, Alarms alarms, Clock clock) {
        this.helper = helper;
        this.alarms = alarms;
        breaker = CircuitBreaker.of(
                helper.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(LOOKED_AT)
                        .minimumNumberOfCalls(LEAST)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
    }

    /** What it says; nothing, when it cannot be asked. */
    public Opinion ask(ScanTarget target) {
        try {
            Opinion opinion = breaker.executeCallable(() -> helper.ask(target));
            alarms.clear(alarm());
            return opinion;
        } catch (CallNotPermittedException e) {
            alarms.raise(alarm(), helper.name() + " failed several times and rests; messages are scanned without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            alarms.raise(alarm(), helper.name() + " does not answer; messages are scanned without it", e);
        } catch (Exception e) {
            alarms.raise(alarm(), helper.name() + " cannot be used; messages are scanned without it", e);
        }
        return Opinion.NOTHING;
    }

    private String alarm() {
        return "scanner-" + helper.name();
    }
}
