package io.mailwarden.admin.http;

import io.mailwarden.admin.access.Principal;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.incident.IncidentFilter;
import io.mailwarden.engine.incident.IncidentQuery;
import io.mailwarden.engine.incident.IncidentState;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision.HeldKind;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.review.rules.RuleControls.RuleQuery;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.HaltException;
import spark.Request;

/** The parameters of one request; whatever is not as expected ends it with 400 and says what is. */
public final class Query {

    public static final int DEFAULT_LIMIT = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(Query.class);
    /** What a time is written like. */
    public static final String TIME = "an ISO 8601 time in UTC from 1970 to 2199, such as 2026-05-03T06:50:03Z";

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_CURSOR = 500;
    private static final int LONGEST_TEXT = 320;
    private static final int BAD_REQUEST = 400;

    private final Request request;

    private Query(Request request) {
        this.request = request;
    }

    /** A parameter that is not known is an error, not a filter that silently does nothing. */
    public static Query of(Request request, String... known) {
        Set<String> unknown = new TreeSet<>(request.queryParams());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw bad("Unknown parameter '" + Text.printable(unknown.iterator().next(), 60) + "', expected "
                    + (known.length == 0 ? "none" : "one of: " + String.join(", ", known)));
        }
        return new Query(request);
    }

    /** The answer to a request that is not as expected. */
    public static HaltException bad(String message) {
        return ErrorResponder.builder()
                .statusCode(BAD_REQUEST)
                .type(ErrorType.INVALID_ARGUMENT)
                .message(message)
                .haltError();
    }

    /** The answer to a query. What the query itself could not see is wrong with it is its cursor. */
    public static Reply page(Object query, Supplier<Object> answer) {
        return paged(query, () -> Reply.shown(answer.get()));
    }

    /** The same, where the answer is not always JSON. */
    public static Reply paged(Object query, Supplier<Reply> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            LOGGER.debug("refused query {}", query, e);
            throw bad("Parameter 'cursor' must be the nextCursor of the page before");
        }
    }

    /** The query for the audit trail. */
    public AuditQuery audit() {
        return new AuditQuery(
                domains(), since(), shortText("actor"), shortText("action"), account(), limit(), cursor());
    }

    /** The query for alerts. */
    public AlertQuery alerts() {
        return new AlertQuery(
                domains(),
                choice("state", List.of(AlertRow.AlertState.values()), AlertRow.AlertState::label),
                limit(),
                cursor());
    }

    /** In which state an incident was seen by who decides about it. */
    public Optional<IncidentState> seen() {
        return choice("seen", List.of(IncidentState.values()), IncidentState::label);
    }

    /** The query for incidents, whose findings are of these types. */
    public IncidentQuery incidents(Set<String> types) {
        IncidentFilter filter = new IncidentFilter(
                domains(),
                choice("severity", List.of(Severity.values()), Severity::label),
                choice("type", types.stream().sorted().toList(), Function.identity()),
                choice("state", List.of(IncidentState.values()), IncidentState::label),
                account(),
                since(),
                time("until"),
                shortText("text"));
        return new IncidentQuery(filter, limit(), cursor());
    }

    /** The query for rules of administrators. */
    public RuleQuery rules() {
        Optional<String> domain = shortText("domain").map(name -> name.toLowerCase(Locale.ROOT));
        return new RuleQuery(mine(), account(), domain, cursor(), limit());
    }

    /** The query for blocks. */
    public BlockQuery blocks() {
        return new BlockQuery(domains(), account(), limit(), cursor());
    }

    /** Whose accounts are asked for: of those whom he sees who asks, those of the domain that is named, or all. */
    public DomainFilter domains() {
        return shortText("domain")
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> {
                    if (!mine().include(name)) {
                        throw HttpErrors.unknown("domain", name);
                    }
                    return DomainFilter.only(name);
                })
                .orElseGet(this::mine);
    }

    private DomainFilter mine() {
        return new DomainFilter(Principal.of(request).domains());
    }

    public Optional<String> cursor() {
        return text("cursor").map(cursor -> {
            if (cursor.length() > LONGEST_CURSOR || cursor.indexOf('\0') >= 0) {
                throw expected("cursor", cursor, "the nextCursor of the page before");
            }
            return cursor;
        });
    }

    /** The query for held mail. */
    public HeldQuery held() {
        return new HeldQuery(
                domains(),
                account(),
                shortText("incident"),
                shortText("recipient"),
                shortText("subject"),
                choice("kind", List.of(HeldKind.values()), HeldKind::label),
                limit(),
                cursor());
    }

    private Optional<String> shortText(String name) {
        return text(name).map(text -> {
            if (text.length() > LONGEST_TEXT) {
                throw expected(name, text, "at most " + LONGEST_TEXT + " characters");
            }
            return text;
        });
    }

    public Optional<Account> account() {
        return text("account").map(Query::account);
    }

    /** An account's name, from wherever in the request. */
    public static Account account(String name) {
        try {
            return new Account(name);
        } catch (IllegalArgumentException e) {
            throw expected("account", name, "an account's name, such as bob@example.org");
        }
    }

    public int limit() {
        return text("limit")
                .map(text -> {
                    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > Page.MAX_LIMIT) {
                        throw expected("limit", text, "a number from 1 to " + Page.MAX_LIMIT);
                    }
                    return limit;
                })
                .orElse(DEFAULT_LIMIT);
    }

    public Optional<Instant> since() {
        return time("since");
    }

    /** A time; empty when it is absent. */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> instant(text).orElseThrow(() -> expected(name, text, TIME)));
    }

    /** A length of time, such as PT1H; empty when it is absent. */
    public Optional<Duration> duration(String name) {
        return text(name).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw expected(name, text, "an ISO 8601 duration, such as PT1H");
            }
        });
    }

    /** The time that a text says, of those that every store can keep; empty when it says none. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(time -> !time.isBefore(EARLIEST) && time.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** One of these, by its label; empty when it is absent. */
    public <E> Optional<E> choice(String name, List<E> values, Function<E, String> label) {
        return text(name).map(text -> values.stream()
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> expected(
                        name,
                        text,
                        String.join(" or ", values.stream().map(label).toList()))));
    }

    private Optional<String> text(String name) {
        String[] values = request.queryParamsValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw bad("Parameter '" + name + "' must be given once");
        }
        return Optional.of(values[0]).filter(value -> !value.isEmpty());
    }

    private static HaltException expected(String name, String value, String form) {
        return bad("Parameter '" + name + "' must be " + form + ", not '" + Text.printable(value, 100) + "'");
    }
}
