package io.mailwarden.engine.review;

import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of Mailwarden and of all accounts at a glance.
 *
 * @param mode detect, remediate or prevent
 * @param activity what happened since this process began to watch
 * @param pending what waits for an administrator
 * @param health what Mailwarden works with, and how it does
 */
public record Overview(String mode, Activity activity, Pending pending, Health health) {

    /**
     * What happened since this process began to watch.
     *
     * @param since when that was
     * @param events how many of each kind: logins-accepted, logins-refused, logins-blocked, messages
     * @param verdicts how many of each: allow, hold, reject
     * @param anomalies how many of each type
     * @param cannotTell logins whose geography is not known
     */
    public record Activity(
            Instant since,
            Map<String, Long> events,
            Map<String, Long> verdicts,
            Map<String, Long> anomalies,
            long cannotTell) {

        public Activity {
            events = Map.copyOf(events);
            verdicts = Map.copyOf(verdicts);
            anomalies = Map.copyOf(anomalies);
        }
    }

    /**
     * What waits for an administrator.
     *
     * @param openIncidents by severity: suspected, critical; -1 when the store of incidents cannot be reached
     * @param blocked accounts by restriction: hold, defer, refuse, block
     * @param heldMessages how many wait; -1 when the repository cannot be reached
     */
    public record Pending(Map<String, Long> openIncidents, Map<String, Long> blocked, long heldMessages) {

        public Pending {
            openIncidents = Map.copyOf(openIncidents);
            blocked = Map.copyOf(blocked);
        }
    }

    /**
     * What Mailwarden works with, and how it does.
     *
     * @param accounts profiles in memory
     * @param geography what is known of geography: databases with their dates, or why there is none
     * @param store how the store does, since this process began
     * @param alarms what is wrong with Mailwarden itself
     */
    public record Health(long accounts, List<String> geography, StoreHealth store, List<Alarm> alarms) {

        public Health {
            geography = List.copyOf(geography);
            alarms = List.copyOf(alarms);
        }
    }
}
