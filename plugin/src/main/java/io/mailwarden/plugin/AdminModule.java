package io.mailwarden.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.mailwarden.admin.access.AccessPorts;
import io.mailwarden.admin.access.AdminSettings;
import io.mailwarden.admin.access.AdminSettings.SessionTerms;
import io.mailwarden.admin.http.AccountDirectory;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.ConsoleUser;
import io.mailwarden.engine.review.access.Role;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.settings.ConsoleConfig;
import io.mailwarden.settings.PluginConfig;
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
    }

    @Provides
    @Singleton
    AdminSettings adminSettings(PluginConfig config) {
        ConsoleConfig console = config.console();
        return new AdminSettings(
                config.admin().tokenFile(),
                console.users(),
                administrators(config),
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
    AccessPorts accessPorts(RunningEngine running, JamesPasswords passwords) {
        return new AccessPorts(running.access(), running.audit(), passwords);
    }

    @Provides
    @Singleton
    Casework casework(RunningEngine running, Clock clock) {
        return new Casework(running.casework(), running.activity(), clock);
    }
}
