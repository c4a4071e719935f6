package io.mailwarden.admin;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.eventlog.Evidence.Stream;
import io.mailwarden.engine.eventlog.StoreHealth;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.review.AccountReport;
import io.mailwarden.engine.review.LoginRecord;
import io.mailwarden.engine.review.Overview;
import io.mailwarden.engine.review.casework.AccountDay;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON bodies of the admin API, and how they are made. Their names are a contract, described in docs/api.md; the
 * engine's records may change behind them.
 */
final class Views {

    private Views() {}

    record ListView<T>(List<T> items, Optional<String> nextCursor) {}

    record AlarmView(String cause, String text, Instant since, Instant last, long count) {}

    record OverviewView(
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
            StoreView store,
            List<AlarmView> alarms) {}

    record StoreView(long written, long waiting, long dropped, long failures, long recoveries) {}

    record FindingView(
            String type,
            String stream,
            List<String> evidence,
            String severity,
            double score,
            String explanation,
            Instant first,
            Instant last,
            long count,
            boolean letIn,
            Optional<String> place) {}

    record IncidentView(
            String id,
            String account,
            String state,
            String severity,
            Instant opened,
            Instant updated,
            List<FindingView> findings,
            long heldMessages,
            long passedMessages,
            long rejectedLogins,
            DayView day,
            Optional<String> assignee,
            Optional<Long> waitingMessages,
            Optional<String> answered,
            Optional<List<ResponseView>> done) {}

    record DayView(long messages, int countries) {}

    /**
     * What an incident has besides, by itself.
     *
     * @param done about it
     * @param waiting how many of the messages that were held wait still
     */
    record IncidentWork(List<ResponseRecord> done, long waiting) {}

    record ResponseView(String response, String severity, Instant at, String words) {}

    record DoneView(long messages) {}

    record HeldView(
            String id,
            String account,
            String kind,
            Instant heldAt,
            String sender,
            List<String> recipients,
            String subject,
            long bytes,
            String reason,
            Optional<String> incident,
            String origin,
            Optional<Instant> expires) {}

    record AccountView(
            String account,
            String state,
            Optional<Instant> firstSeen,
            long learnedLogins,
            List<String> countries,
            List<String> clients,
            long messages24h,
            long recipients24h,
            int countries24h,
            Optional<String> openIncident) {}

    record LoginView(
            Instant at,
            String protocol,
            String outcome,
            Optional<String> why,
            Optional<String> address,
            String place,
            Optional<PositionView> position,
            String client,
            boolean tls,
            List<String> anomalies) {}

    record PositionView(double lat, double lon, double accuracyKm) {}

    static <T, V> ListView<V> list(Page<T> page, Function<T, V> view) {
        return new ListView<>(page.items().stream().map(view).toList(), page.nextCursor());
    }

    static <T, V> ListView<V> list(List<T> items, Function<T, V> view) {
        return list(new Page<>(items, Optional.empty()), view);
    }

    static OverviewView overview(Overview overview) {
        return new OverviewView(
                overview.mode(),
                overview.activity().since(),
                overview.activity().events(),
                overview.activity().verdicts(),
                overview.activity().anomalies(),
                overview.pending().openIncidents(),
                overview.pending().blocked(),
                overview.pending().heldMessages(),
                overview.health().accounts(),
                overview.activity().cannotTell(),
                overview.health().geography(),
                store(overview.health().store()),
                overview.health().alarms().stream().map(Views::alarm).toList());
    }

    private static StoreView store(StoreHealth health) {
        return new StoreView(
                health.written(), health.waiting(), health.dropped(), health.failures(), health.recoveries());
    }

    private static AlarmView alarm(Alarm alarm) {
        return new AlarmView(alarm.cause(), alarm.text(), alarm.since(), alarm.last(), alarm.count());
    }

    /** In a list. */
    static IncidentView incident(Incident incident, AccountDay day, Optional<String> assignee) {
        return incident(incident, day, assignee, Optional.empty());
    }

    /** By itself. */
    static IncidentView incident(Incident incident, AccountDay day, Optional<String> assignee, IncidentWork work) {
        return incident(incident, day, assignee, Optional.of(work));
    }

    private static ResponseView recorded(ResponseRecord recorded) {
        return new ResponseView(recorded.response(), recorded.severity().label(), recorded.at(), recorded.words());
    }

    private static IncidentView incident(
            Incident incident, AccountDay day, Optional<String> assignee, Optional<IncidentWork> work) {
        return new IncidentView(
                incident.id(),
                incident.account().name(),
                incident.state().label(),
                incident.severity().label(),
                incident.opened(),
                incident.updated(),
                incident.findings().stream().map(Views::finding).toList(),
                incident.counts().heldMessages(),
                incident.counts().passedMessages(),
                incident.counts().rejectedLogins(),
                new DayView(day.messages(), day.countries()),
                assignee,
                work.map(IncidentWork::waiting),
                incident.status().answered().map(Severity::label),
                work.map(IncidentWork::done)
                        .map(done -> done.stream().map(Views::recorded).toList()));
    }

    private static FindingView finding(Finding finding) {
        return new FindingView(
                finding.gravest().type(),
                label(Stream.of(finding.gravest().evidence())),
                finding.gravest().evidence().stream().sorted().map(Views::label).toList(),
                finding.gravest().severity().label(),
                finding.gravest().strength(),
                finding.gravest().explanation().text(),
                finding.first(),
                finding.last(),
                finding.count(),
                finding.letIn(),
                Optional.of(finding.place()).filter(place -> !place.isEmpty()));
    }

    static HeldView held(HeldMessage message) {
        return new HeldView(
                message.id(),
                message.account().name(),
                message.decision().kind().label(),
                message.heldAt(),
                message.summary().sender(),
                message.summary().recipients(),
                message.summary().subject(),
                message.summary().bytes(),
                message.decision().reason(),
                message.decision().incident(),
                message.origin(),
                message.expires());
    }

    static AccountView account(AccountReport report) {
        return new AccountView(
                report.account().name(),
                report.state(),
                report.firstSeen(),
                report.learnedLogins(),
                report.countries(),
                report.clients(),
                report.day().messages(),
                report.day().recipients(),
                report.day().countries(),
                report.openIncident());
    }

    /** A login by an account that is there, or that is not (any more). */
    static LoginView login(LoginRecord login, boolean there) {
        return new LoginView(
                login.at(),
                login.protocol().label(),
                label(login.answer().outcome()),
                login.answer().why().map(why -> there || !why.equals("wrong-password") ? why : "unknown-account"),
                login.from().address(),
                login.from().words(),
                login.from().spot().map(Views::position),
                login.client(),
                login.tls(),
                login.anomalies());
    }

    private static PositionView position(LoginRecord.Spot spot) {
        return new PositionView(spot.latitude(), spot.longitude(), spot.accuracyKm());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
