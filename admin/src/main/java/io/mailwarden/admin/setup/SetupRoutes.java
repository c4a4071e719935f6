package io.mailwarden.admin.setup;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.engine.review.setting.AlertTests.AlertWay;
import io.mailwarden.engine.review.setting.AlertTests.TestedWay;
import io.mailwarden.engine.review.setting.FirstSteps.FirstStep;
import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingControls.SettingState;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Request;

/** Settings, tests of alerts, and what is left to set up; bodies are described in docs/api.md. */
public final class SetupRoutes {

    private static final int CONFLICT = 409;
    private static final int LONGEST = 600;
    private static final String ONE = "/settings/:key";

    private final SetupPorts ports;

    public SetupRoutes(SetupPorts ports) {
        this.ports = ports;
    }

    /** A list, all of it. */
    record Items<T>(List<T> items) {}

    /** A setting as it is shown. */
    public record SettingView(
            String key,
            String section,
            String words,
            String kind,
            List<String> choices,
            boolean live,
            SettingValueView value) {

        static SettingView of(SettingState state) {
            return new SettingView(
                    state.about().key(),
                    state.about().section(),
                    state.about().words(),
                    state.about().kind(),
                    state.about().choices(),
                    state.about().live(),
                    new SettingValueView(
                            state.value(),
                            state.about().shipped(),
                            state.file(),
                            state.source(),
                            state.change().map(SettingChangeView::of)));
        }
    }

    /** What holds, and instead of what. */
    public record SettingValueView(
            String inForce, String shipped, String file, String source, Optional<SettingChangeView> change) {}

    /** Who changed a setting. */
    public record SettingChangeView(String by, Instant at, String why) {

        static SettingChangeView of(SettingChange change) {
            return new SettingChangeView(change.by(), change.at(), change.why());
        }
    }

    /** A way by which administrators are told. */
    public record AlertWayView(String name) {

        static AlertWayView of(AlertWay way) {
            return new AlertWayView(way.name());
        }
    }

    /** What came of a test. */
    public record TestedWayView(String name, boolean delivered, String answer) {

        static TestedWayView of(TestedWay tested) {
            return new TestedWayView(tested.name(), tested.delivered(), tested.answer());
        }
    }

    /** One thing to do. */
    public record FirstStepView(String name, boolean done, String detail) {

        static FirstStepView of(FirstStep step) {
            return new FirstStepView(step.name(), step.done(), step.detail());
        }
    }

    /** Adds them. */
    public void define(GuardedRoutes routes) {
        routes.get("/settings", this::settings);
        routes.put(ONE, this::set);
        routes.delete(ONE, this::unset);
        routes.get("/alert-channels", this::channels);
        routes.post("/alert-channels/:channel/test", this::test);
        routes.get("/console/first-run", this::steps);
    }

    private static <T, V> Reply list(List<T> items, Function<T, V> view) {
        return Reply.shown(new Items<>(items.stream().map(view).toList()));
    }

    private Reply settings(Request request) {
        Query.of(request);
        return list(ports.settings().all(), SettingView::of);
    }

    private Reply set(Request request) {
        Query.of(request);
        SettingState before = changeable(request);
        RequestBody body = RequestBody.of(request, "value", "why", "comment");
        String value = body.string("value")
                .orElseThrow(() -> Query.bad("Field 'value' must be given, such as \""
                        + before.about().shipped() + "\"; \"\" is an empty one"));
        String why = body.text("why").or(() -> body.text("comment")).orElse("");
        GuardedRoutes.before(request, before.value());
        try {
            SettingState after = ports.settings().set(before.about().key(), value, why, GuardedRoutes.author(request));
            return Reply.shown(SettingView.of(after));
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private SettingState changeable(Request request) {
        String key = request.params("key");
        SettingState state = ports.settings().of(key).orElseThrow(() -> HttpErrors.unknown("setting", key));
        if (!state.about().live()) {
            // A password, a URL that is all one needs: the trail keeps what it gets for ever.
            GuardedRoutes.after(request, "not kept, for it can be a secret");
            throw HttpErrors.error(
                    CONFLICT,
                    ErrorType.WRONG_STATE,
                    key + " needs a restart: change it in conf/mailwarden.properties, and restart James");
        }
        return state;
    }

    // Also of a key that this version does not know: another has changed it.
    private Reply unset(Request request) {
        Query.of(request);
        String key = request.params("key");
        ports.settings().of(key).ifPresent(state -> GuardedRoutes.before(request, state.value()));
        try {
            if (!ports.settings().unset(key, GuardedRoutes.author(request))) {
                throw HttpErrors.unknown("changed setting", key);
            }
            return Reply.done();
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static HaltException refused(IllegalArgumentException error) {
        return Query.bad(Text.printable(String.valueOf(error.getMessage()), LONGEST));
    }

    private Reply channels(Request request) {
        Query.of(request);
        return list(ports.alerts().ways(), AlertWayView::of);
    }

    private Reply test(Request request) {
        Query.of(request);
        RequestBody unused = RequestBody.of(request);
        String name = request.params("channel");
        return ports.alerts()
                .test(name, GuardedRoutes.author(request))
                .map(tested -> Reply.shown(TestedWayView.of(tested)))
                .orElseThrow(() -> HttpErrors.unknown("alert channel that is set up", name));
    }

    private Reply steps(Request request) {
        Query.of(request);
        return list(ports.steps().steps(), FirstStepView::of);
    }
}
