package io.mailwarden.settings.james;

import io.mailwarden.settings.james.Mailets.MailetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.PropertiesConfiguration;

/** Whether James loads Mailwarden, and all parts of it. Immutable. */
final class ExtensionAudit {

    private static final String INBOUND = "io.mailwarden.mailet.Inbound";

    /** What {@code extensions.properties} must name: without the first nothing works, without the others much does not. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "guice.extension.module", "io.mailwarden.plugin.MailwardenModule",
            "guice.extension.startable", "io.mailwarden.plugin.MailwardenStartable",
            "guice.extension.task", "io.mailwarden.mailet.rescan.RescanTaskModule");

    private final JamesConf james;
    private final List<ConfFinding> problems = new ArrayList<>();
    private final List<ConfFinding> warnings = new ArrayList<>();

    ExtensionAudit(JamesConf james) {
        this.james = james;
        extensions();
        progress();
        admin();
        health();
        mailets();
    }

    /** What keeps Mailwarden from working. */
    List<ConfFinding> problems() {
        return List.copyOf(problems);
    }

    /** What leaves a part of it out. */
    List<ConfFinding> warnings() {
        return List.copyOf(warnings);
    }

    private void extensions() {
        String file = "extensions.properties";
        PropertiesConfiguration properties = james.properties("extensions").orElseGet(PropertiesConfiguration::new);
        EXTENSIONS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(line -> {
            if (!properties.getList(String.class, line.getKey(), List.of()).contains(line.getValue())) {
                problems.add(new ConfFinding(
                        file, "James does not load Mailwarden: expected " + line.getValue() + " in " + line.getKey()));
            }
        });
    }

    private void progress() {
        String shown = "io.mailwarden.plugin.backtest.BacktestTaskModule";
        PropertiesConfiguration properties = james.properties("extensions").orElseGet(PropertiesConfiguration::new);
        if (!properties.getList(String.class, "guice.extension.task", List.of()).contains(shown)) {
            warnings.add(new ConfFinding(
                    "extensions.properties",
                    "WebAdmin's /tasks shows no progress of back-tests; expected " + shown
                            + " in guice.extension.task, behind the other, after a comma"));
        }
    }

    private void admin() {
        String routes = "io.mailwarden.admin.MailwardenRoutes";
        PropertiesConfiguration properties = james.properties("webadmin").orElseGet(PropertiesConfiguration::new);
        if (!properties.getBoolean("enabled", false)) {
            warnings.add(new ConfFinding(
                    "webadmin.properties", "WebAdmin is off, and Mailwarden's API with it; expected enabled=true"));
        } else if (!properties
                .getList(String.class, "extensions.routes", List.of())
                .contains(routes)) {
            warnings.add(new ConfFinding(
                    "webadmin.properties",
                    "Mailwarden's API is not there; expected " + routes + " in extensions.routes"));
        }
    }

    private void health() {
        String check = "io.mailwarden.plugin.MailwardenHealthCheck";
        PropertiesConfiguration properties = james.properties("healthcheck").orElseGet(PropertiesConfiguration::new);
        if (!properties
                .getList(String.class, "additional.healthchecks", List.of())
                .contains(check)) {
            warnings.add(new ConfFinding(
                    "healthcheck.properties",
                    "James's health says nothing of Mailwarden; expected " + check + " in additional.healthchecks"));
        }
    }

    private void mailets() {
        Mailets mailets = Mailets.of(james);
        mailets.all().stream()
                .filter(mailet -> mailet.type().equals(DoorAudit.MAILET)
                        && !mailet.onException().equals("ignore"))
                .forEach(
                        mailet -> warnings.add(
                                new ConfFinding(
                                        mailet.place(),
                                        "should this mailet fail, James bounces the message to its sender; expected"
                                                + " <onMailetException>ignore</onMailetException>, so that policy.on-failure decides")));
        if (mailets.all().stream().noneMatch(mailet -> mailet.type().equals(INBOUND))) {
            warnings.add(new ConfFinding(
                    mailets.file().name(),
                    "delivery reports and phishing that comes in are not seen; expected <mailet match=\"All\" class=\""
                            + INBOUND + "\"> before local delivery"));
        }
        mailets.all().stream()
                .filter(mailet -> mailet.type().equals("LocalDelivery"))
                .filter(delivery -> comesAfter(mailets, delivery))
                .forEach(delivery -> warnings.add(new ConfFinding(
                        delivery.place(),
                        "mail is delivered before " + INBOUND + " has seen it; expected Inbound above LocalDelivery")));
    }

    private static boolean comesAfter(Mailets mailets, MailetEntry delivery) {
        List<MailetEntry> processor = mailets.ofProcessor(delivery.processor());
        int at = processor.indexOf(delivery);
        return processor.stream()
                .filter(mailet -> mailet.type().equals(INBOUND))
                .anyMatch(inbound -> processor.indexOf(inbound) > at);
    }
}
