package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.admin.access.AccessPorts;
import io.mailwarden.admin.access.AdminSettings;
import io.mailwarden.admin.access.AdminSettings.SessionTerms;
import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.alert.LiveChannels;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.setting.FirstSteps;
import io.mailwarden.engine.review.setting.SettingControls;
import io.mailwarden.engine.verdict.ModeRule;
import io.mailwarden.plugin.setup.SetUpSteps;
import io.mailwarden.settings.ConsoleConfig;
import io.mailwarden.settings.PluginConfig;
import io.mailwarden.settings.change.LiveSettings;
import io.mailwarden.settings.james.DoorAudit;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Singleton;

/** Binds who may use the admin API, and what it asks James. */
final class AdminModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(AccountDirectory.class).to(JamesDirectory.class);
        bind(SettingControls.class).to(LiveSettings.class);
    }

    @Provides
    @Singleton
    AdminSettings adminSettings(PluginConfig config, LiveSettings settings) {
        ConsoleConfig console = config.console();
        return new AdminSettings(
                config.admin().tokenFile(),
                console.users(),
                account -> administrators(settings.config()).contains(account),
                new SessionTerms(
                        console.secondFactor(),
                        console.sessionIdle(),
                        console.sessionLongest(),
                        console.invitationLasts()),
                console.trustedProxies());
    }

    private static Set<Account> administrators(PluginConfig config) {
        Stream<Account> named =
                config.engine().workflow().administrators().stream().map(Account::new);
        Stream<Account> users = config.console().users().stream()
                .filter(user -> user.role() == Role.ADMINISTRATOR)
                .map(ConsoleUser::account);
        return Stream.concat(named, users).collect(Collectors.toSet());
    }

    @Provides
    @Singleton
    FirstSteps firstSteps(
            RunningEngine running, LiveSettings settings, LiveChannels channels, DoorAudit doors, Clock clock) {
        Controls controls = running.engine().controls();
        SetUpSteps.Watch watch = new SetUpSteps.Watch(
                running.engine()::knowsGeography, () -> general(controls), running::watchedSince, clock);
        return new SetUpSteps(settings, channels, doors, running.access(), watch);
    }

    private static String general(Controls controls) {
        return controls.modes().stream()
                .filter(rule -> rule.scope().equals(ModeRule.ALL))
                .map(rule -> rule.mode().label())
                .findFirst()
                .orElseThrow();
    }

    @Provides
    @Singleton
    AccessPorts accessPorts(RunningEngine running, JamesPasswords passwords) {
        return new AccessPorts(running.access(), running.audit(), passwords);
    }

    @Provides
    @Singleton
    Casework casework(RunningEngine running, Clock clock) {
        return new Casework(running.casework(), running.activity(), clock);
    }
}
