package io.mailwarden.engine.review;

import io.mailwarden.engine.event.Alarms.Alarm;
import io.mailwarden.engine.profile.StoreHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of the guard at a glance.
 *
 * @param mode detect, remediate or prevent
 * @param since when this process began to watch
 * @param events how many of each kind since then: logins-accepted, logins-refused, logins-blocked, messages
 * @param verdicts how many of each since then: allow, hold, reject
 * @param anomalies how many of each type since then
 * @param openIncidents by severity: suspected, critical; -1 when the store of incidents cannot be reached
 * @param blocked accounts by restriction: hold, defer, refuse, block
 * @param heldMessages how many wait; -1 when the repository cannot be reached
 * @param accounts profiles in memory
 * @param cannotTell logins whose geography is not known, since then
 * @param geography what is known of geography: databases with their dates, or why there is none
 * @param store how the store does, since then
 * @param alarms what is wrong with Mailwarden itself
 */
public record Overview(
        String mode,
        Instant since,
        Map<String, Long> events,
        Map<String, Long> verdicts,
        Map<String, Long> anomalies,
        Map<String, Long> openIncidents,
        Map<String, Long> blocked,
        long heldMessages,
        long accounts,
        long cannotTell,
        List<String> geography,
        StoreHealth store,
        List<Alarm> alarms) {

    public Overview {
        events = Map.copyOf(events);
        verdicts = Map.copyOf(verdicts);
        anomalies = Map.copyOf(anomalies);
        openIncidents = Map.copyOf(openIncidents);
        blocked = Map.copyOf(blocked);
        geography = List.copyOf(geography);
        alarms = List.copyOf(alarms);
    }
}
