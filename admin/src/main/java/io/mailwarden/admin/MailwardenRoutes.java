package io.mailwarden.admin;

import io.mailwarden.admin.access.ConsoleAccess;
import io.mailwarden.admin.casework.ActivityRoutes;
import io.mailwarden.admin.casework.CaseworkRoutes;
import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.Json;
import io.mailwarden.admin.http.KnownNames;
import io.mailwarden.admin.http.Permissions;
import io.mailwarden.admin.http.RouteScope;
import io.mailwarden.admin.setup.SetupRoutes;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The admin API, below {@value GuardedRoutes#BASE}. Never open: James's JWT guards it where that is on, else the token of
 * {@link io.mailwarden.admin.access.AdminSettings}, and people may sign in. James would turn those away whose browser has
 * a cookie and no JWT, so it is told that the routes are public, and {@link io.mailwarden.admin.access.Guard} guards all
 * of them. Bodies and errors are described in docs/api.md.
 */
public final class MailwardenRoutes implements PublicRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(MailwardenRoutes.class);
    private static final int UNAVAILABLE = 503;

    private final List<Consumer<GuardedRoutes>> groups;
    private final ConsoleAccess console;
    private final RouteScope scope;
    private final ConsoleFiles pages = new ConsoleFiles();
    private final Json json = new Json();

    /** All of them, for those whom the console's guard lets in. */
    @Inject
    MailwardenRoutes(AdminPorts ports, ConsoleAccess console) {
        Review review = ports.review();
        Controls controls = ports.controls();
        KnownNames names = new KnownNames(ports.accounts(), review);
        this.console = console;
        this.scope = new RouteScope(review, controls, console.settings());
        this.groups = List.of(
                new ReviewRoutes(review, controls, ports.casework(), names)::define,
                new CaseworkRoutes(review, ports.casework(), people(console))::define,
                new ActivityRoutes(ports.casework(), names)::define,
                new ControlRoutes(controls, names)::define,
                new RescanRoutes(review, ports.rescans(), names)::define,
                new BacktestRoutes(ports.backtests())::define,
                new AlertRoutes(review)::define,
                new SafeNetworkRoutes(ports.rules(), names)::define,
                new ExceptionRoutes(review, ports.rules(), names)::define,
                new ConsoleRoutes(console)::define,
                new SetupRoutes(ports.setup())::define,
                new AuditRoutes(console.audit())::define,
                new OpenApiRoute()::define);
    }

    private static Set<String> people(ConsoleAccess console) {
        return console.settings().users().stream()
                .map(user -> user.account().name())
                .collect(Collectors.toSet());
    }

    @Override
    public String getBasePath() {
        return GuardedRoutes.BASE;
    }

    @Override
    public void define(Service service) {
        service.before(GuardedRoutes.BASE, this::guard);
        service.before(GuardedRoutes.BASE + "/*", this::guard);
        pages.define(service);
        GuardedRoutes routes = new GuardedRoutes(service, console, scope, json);
        groups.forEach(group -> group.accept(routes));
        service.exception(StoreUnavailable.class, MailwardenRoutes::unavailable);
    }

    // The console's pages are for who has yet to sign in.
    private void guard(Request request, Response response) throws Exception {
        if (pages.serves(request)) {
            return;
        }
        if (Permissions.open(request.requestMethod(), request.pathInfo())) {
            console.guard().protect(response);
        } else {
            console.guard().check(request, response);
        }
    }

    private static void unavailable(StoreUnavailable error, Request request, Response response) {
        // The store's alarm has its trace.
        LOGGER.error(
                "{} {} failed: {}",
                request.requestMethod(),
                Text.printable(request.pathInfo(), 200),
                Text.printable(String.valueOf(error.getMessage()), 200));
        response.status(UNAVAILABLE);
        response.body(ErrorResponder.builder()
                .statusCode(UNAVAILABLE)
                .type(ErrorType.SERVER_ERROR)
                .message(Text.printable(String.valueOf(error.getMessage()), 200))
                .asString());
    }
}
