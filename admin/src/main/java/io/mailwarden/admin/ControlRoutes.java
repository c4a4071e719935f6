package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.SetBlock;
import io.mailwarden.engine.response.block.BlockQuery;
import io.mailwarden.engine.response.session.LiveSession;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Unblocked;
import io.mailwarden.engine.review.access.AccessSecrets;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.engine.verdict.PolicyConfig.Mode;
import io.mailwarden.engine.verdict.Restriction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Request;

/** What an administrator sets and ends by hand: blocks, sessions and modes. Bodies are described in docs/api.md. */
final class ControlRoutes {

    private static final List<Restriction> RESTRICTIONS = Stream.of(Restriction.values())
            .filter(restriction -> restriction != Restriction.NONE)
            .sorted(Comparator.reverseOrder())
            .toList();
    private static final int CONFLICT = 409;
    private static final String BLOCK = "/accounts/:account/block";
    private static final String MODE = "/modes/:scope";

    private static final String THIS_NODE =
            "in force on this node, not yet shared: the store is gone; it is kept here until the store is back";
    private static final String THIS_PROCESS =
            "in force on this node, not yet shared, and lost by a restart before that: neither the store nor the disk"
                    + " takes it";

    private final Controls controls;
    private final KnownNames names;

    ControlRoutes(Controls controls, KnownNames names) {
        this.controls = controls;
        this.names = names;
    }

    record BlockView(
            String id,
            String account,
            String restriction,
            String reason,
            String author,
            String by,
            Optional<String> incident,
            Instant since,
            Optional<Instant> until) {

        static BlockView of(Block block) {
            return new BlockView(
                    block.id(),
                    block.account().name(),
                    block.restriction().label(),
                    block.cause().reason(),
                    block.cause().author().label(),
                    block.cause().by(),
                    block.cause().incident(),
                    block.since(),
                    block.until());
        }
    }

    record UnsharedBlockView(BlockView block, String note) {}

    record UnblockedView(int lifted, Optional<String> resolved) {}

    record SessionView(
            String id,
            String account,
            Optional<String> owner,
            String protocol,
            Optional<String> address,
            String place,
            String client,
            boolean tls,
            Instant since,
            Instant lastActive,
            long bytesReceived,
            long bytesSent,
            long messages) {

        static SessionView of(LiveSession session) {
            return new SessionView(
                    session.id(),
                    session.account().name(),
                    session.details().authenticationId().map(Account::name),
                    session.details().protocol().label(),
                    session.details().address().map(Address::toString),
                    session.place(),
                    session.details().client().toString(),
                    session.details().tls(),
                    session.since(),
                    session.lastActive(),
                    session.traffic().bytesReceived(),
                    session.traffic().bytesSent(),
                    session.traffic().messages());
        }
    }

    record EndedView(int ended) {}

    record PasswordView(String account, String password, int ended) {}

    record ModeView(String scope, String mode) {}

    void define(GuardedRoutes routes) {
        routes.get("/blocks", this::allBlocks);
        routes.get(BLOCK, this::blocks);
        routes.post(BLOCK, this::block);
        routes.delete(BLOCK, this::unblock);
        routes.post("/accounts/:account/password", this::newPassword);
        routes.get("/sessions", this::sessions);
        routes.delete("/sessions", this::endSessions);
        routes.delete("/sessions/:id", this::endSession);
        routes.get("/modes", this::modes);
        routes.put(MODE, this::setMode);
        routes.delete(MODE, this::unsetMode);
    }

    private static Account account(Request request) {
        Query.of(request);
        return Query.account(request.params("account"));
    }

    private Reply allBlocks(Request request) {
        BlockQuery query =
                Query.of(request, "account", "domain", "limit", "cursor").blocks();
        return Query.page(query, () -> Views.list(names.of(query.account(), controls.blocks(query)), BlockView::of));
    }

    private Reply blocks(Request request) {
        Account account = account(request);
        return Reply.shown(Views.list(names.of(Optional.of(account), controls.blocks(account)), BlockView::of));
    }

    private Reply block(Request request) {
        Account account = names.ofServer(account(request));
        RequestBody body = RequestBody.of(request, "reason", "until", "restriction");
        String reason = body.required("reason", "\"left the company\"");
        Restriction restriction =
                body.choice("restriction", RESTRICTIONS, Restriction::label).orElse(Restriction.BLOCK);
        Optional<Instant> until = body.time("until");
        noteBlocks(request, account);
        try {
            return set(controls.block(account, restriction, reason, until, GuardedRoutes.author(request)));
        } catch (IllegalArgumentException e) {
            throw RequestBody.expected("until", until.map(Instant::toString).orElse(""), "a time to come");
        }
    }

    // Where the store is gone nobody knows, and the block is set nevertheless.
    private void noteBlocks(Request request, Account account) {
        try {
            GuardedRoutes.before(
                    request,
                    controls.blocks(account).stream()
                            .map(block -> block.restriction().label() + " by "
                                    + block.cause().by())
                            .collect(Collectors.joining(", ")));
        } catch (StoreUnavailable e) {
            GuardedRoutes.before(request, "not known: " + e.getMessage());
        }
    }

    private static Reply set(SetBlock set) {
        BlockView block = BlockView.of(set.block());
        return switch (set.reach()) {
            case SHARED -> Reply.made(block);
            case THIS_NODE -> Reply.accepted(new UnsharedBlockView(block, THIS_NODE));
            case THIS_PROCESS -> Reply.accepted(new UnsharedBlockView(block, THIS_PROCESS));
        };
    }

    private Reply unblock(Request request) {
        Account account = account(request);
        noteBlocks(request, account);
        Unblocked unblocked = controls.unblock(account, GuardedRoutes.author(request));
        if (unblocked.lifted() == 0 && unblocked.resolved().isEmpty()) {
            Account unused = names.seen(account);
        }
        return Reply.shown(new UnblockedView(unblocked.lifted(), unblocked.resolved()));
    }

    // Who knew the old one is still there: his sessions end.
    private Reply newPassword(Request request) {
        Account account = names.ofServer(account(request));
        RequestBody unused = RequestBody.of(request);
        String password = AccessSecrets.code();
        if (!names.setPassword(account, password)) {
            throw HttpErrors.error(
                    CONFLICT, ErrorType.WRONG_STATE, "The mail server does not change passwords of this account");
        }
        int ended = controls.endSessions(account, GuardedRoutes.author(request));
        return Reply.made(new PasswordView(account.name(), password, ended));
    }

    private Reply sessions(Request request) {
        Query query = Query.of(request, "account", "limit");
        Optional<Account> account = query.account();
        return Reply.shown(Views.list(
                names.of(account, controls.sessions(query.domains(), account, query.limit())), SessionView::of));
    }

    private Reply endSessions(Request request) {
        Account account = Query.of(request, "account")
                .account()
                .orElseThrow(() -> Query.bad("Parameter 'account' must be given, such as bob@example.org"));
        int ended = controls.endSessions(account, GuardedRoutes.author(request));
        if (ended == 0) {
            Account unused = names.seen(account);
        }
        return Reply.shown(new EndedView(ended));
    }

    private Reply endSession(Request request) {
        Query.of(request);
        String id = request.params("id");
        if (!controls.endSession(id, GuardedRoutes.author(request))) {
            throw HttpErrors.unknown("session on this node", id);
        }
        return Reply.done();
    }

    private Reply modes(Request request) {
        Query.of(request);
        return Reply.shown(Views.list(
                controls.modes(), rule -> new ModeView(rule.scope(), rule.mode().label())));
    }

    private Reply setMode(Request request) {
        String scope = names.scope(scope(request));
        Mode mode = RequestBody.of(request, "mode")
                .choice("mode", List.of(Mode.values()), Mode::label)
                .orElseThrow(() -> Query.bad("Field 'mode' must be given, such as \"detect\""));
        controls.setMode(new ModeRule(scope, mode), GuardedRoutes.author(request));
        return Reply.done();
    }

    private Reply unsetMode(Request request) {
        String scope = scope(request);
        if (!controls.unsetMode(scope, GuardedRoutes.author(request))) {
            throw unknownMode(scope);
        }
        return Reply.done();
    }

    private static String scope(Request request) {
        Query.of(request);
        try {
            return ModeRule.scope(request.params("scope"));
        } catch (IllegalArgumentException e) {
            throw Query.bad("The scope in the path: " + e.getMessage());
        }
    }

    private static HaltException unknownMode(String scope) {
        return HttpErrors.unknown("mode set for", Text.printable(scope, 100));
    }
}
