package io.mailwarden.admin;

import io.mailwarden.admin.setup.SetupPorts;
import io.mailwarden.engine.review.setting.AlertTests;
import io.mailwarden.engine.review.setting.FirstSteps.FirstStep;
import io.mailwarden.engine.review.setting.SettingChange;
import io.mailwarden.engine.review.setting.SettingControls;
import io.mailwarden.engine.support.StoreUnavailable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two settings, of which one can be changed, and two ways to tell administrators, in memory. */
final class FakeSetup implements SettingControls, AlertTests {

    private static final Instant AT = Instant.parse("2026-05-03T06:50:03Z");
    private static final SettingDescription MODE = new SettingDescription(
            "policy.mode",
            "policy: what is done inline",
            "detect, remediate or prevent. Default prevent.",
            "choice",
            List.of("detect", "remediate", "prevent"),
            "prevent",
            true);
    private static final SettingDescription URL = new SettingDescription(
            "store.url", "store: where everything is kept", "Default SQLite.", "text", List.of(), "jdbc:x", false);

    private final Map<String, SettingChange> changes = new LinkedHashMap<>();
    private final FakeReview review;

    FakeSetup(FakeReview review) {
        this.review = review;
        changes.put("policy.mode", new SettingChange("policy.mode", "detect", "a week", "carol@example.org", AT));
    }

    SetupPorts ports() {
        return new SetupPorts(
                this, this, () -> List.of(new FirstStep("geography", false, "origin.databases names none")));
    }

    @Override
    public List<SettingState> all() {
        return List.of(state(MODE), state(URL));
    }

    private SettingState state(SettingDescription about) {
        Optional<SettingChange> change = Optional.ofNullable(changes.get(about.key()));
        return new SettingState(
                about,
                change.map(SettingChange::value).orElse(about.shipped()),
                about.shipped(),
                change.isPresent() ? "console" : "shipped",
                change);
    }

    @Override
    public Optional<SettingState> of(String key) {
        return all().stream().filter(state -> state.about().key().equals(key)).findFirst();
    }

    @Override
    public SettingState set(String key, String value, String why, String by) {
        requireStore();
        if (!MODE.choices().contains(value)) {
            throw new IllegalArgumentException(key + " = " + value + ": expected detect, remediate or prevent");
        }
        changes.put(key, new SettingChange(key, value, why, by, AT));
        return state(MODE);
    }

    @Override
    public boolean unset(String key, String by) {
        requireStore();
        return changes.remove(key) != null;
    }

    private void requireStore() {
        if (review.unavailable) {
            throw new StoreUnavailable("change settings", new IllegalStateException("gone"));
        }
    }

    @Override
    public List<AlertWay> ways() {
        return List.of(new AlertWay("mail"), new AlertWay("webhook"));
    }

    @Override
    public Optional<TestedWay> test(String name, String by) {
        return switch (name) {
            case "mail" -> Optional.of(new TestedWay(name, true, "James took it"));
            case "webhook" -> Optional.of(new TestedWay(name, false, "the receiver answered 500"));
            default -> Optional.empty();
        };
    }
}
