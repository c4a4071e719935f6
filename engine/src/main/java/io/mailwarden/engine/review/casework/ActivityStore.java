package io.mailwarden.engine.review.casework;

import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;

/**
 * Port to counts of what the event log tells. Thread-safe. Every method throws {@link StoreUnavailable} when the store
 * cannot be reached, and may take its time.
 */
public interface ActivityStore {

    /** What accounts did in one day each, in the order in which it was asked. */
    List<AccountDay> days(List<AccountDay.Ending> days);

    /** How much happened, step by step. */
    Timeline timeline(TimelineQuery query);
}
