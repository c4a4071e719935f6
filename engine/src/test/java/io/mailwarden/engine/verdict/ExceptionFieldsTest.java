package io.mailwarden.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Network;
import io.mailwarden.engine.origin.Scope;
import io.mailwarden.engine.verdict.ExceptionRule.Field;
import io.mailwarden.engine.verdict.ExceptionRule.Narrowing;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionFieldsTest {

    private static final Scope ALICE = Scope.of(new Account("alice@example.org"));

    private static ExceptionRule rule(Optional<String> type, Scope scope, Field... fields) {
        Set<Field> named = Set.of(fields);
        return new ExceptionRule(
                "1",
                type,
                scope,
                new Narrowing(
                        named.contains(Field.NETWORK) ? Optional.of(Network.parse("192.0.2.0/24")) : Optional.empty(),
                        named.contains(Field.COUNTRY) ? Optional.of("NO") : Optional.empty(),
                        named.contains(Field.ASN) ? OptionalLong.of(1) : OptionalLong.empty(),
                        named.contains(Field.CLIENT) ? Optional.of("X") : Optional.empty(),
                        named.contains(Field.RECIPIENT) ? Optional.of("@list.example") : Optional.empty()),
                "",
                "carol",
                Instant.EPOCH,
                Optional.empty());
    }

    private static ExceptionRule rule(String type, Scope scope, Field... fields) {
        return rule(Optional.of(type), scope, fields);
    }

    @Test
    void aFindingAboutPlacesMayNamePlacesAndAClientBesideThem() {
        assertThat(ExceptionFields.of("new-country"))
                .containsExactlyInAnyOrder(Field.NETWORK, Field.COUNTRY, Field.ASN, Field.CLIENT);
        assertThatCode(() -> ExceptionFields.require(rule("new-country", ALICE, Field.NETWORK, Field.CLIENT)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ExceptionFields.require(rule("new-country", ALICE, Field.CLIENT)))
                .hasMessageContaining("abused-client, new-client, new-hand, outdated-client");
        assertThatThrownBy(() -> ExceptionFields.require(rule("new-country", ALICE, Field.COUNTRY, Field.CLIENT)))
                .hasMessageContaining("network or asn");
    }

    @Test
    void aFindingAboutAHandMayNameTheProgramThatTheMessageNames() {
        assertThat(ExceptionFields.of("new-hand"))
                .containsExactlyInAnyOrder(Field.NETWORK, Field.COUNTRY, Field.ASN, Field.CLIENT, Field.RECIPIENT);
        assertThatCode(() -> ExceptionFields.require(rule("new-hand", ALICE, Field.CLIENT)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ExceptionFields.require(rule("strangers", ALICE, Field.CLIENT)))
                .hasMessageContaining("nothing but");
    }

    @Test
    void aFindingAboutAClientMayNameTheClient() {
        assertThatCode(() -> ExceptionFields.require(rule("new-client", Scope.EVERYBODY, Field.CLIENT)))
                .doesNotThrowAnyException();
    }

    @Test
    void aLoginHasNoRecipientAndAMessageNoClient() {
        assertThatThrownBy(() -> ExceptionFields.require(rule("new-country", ALICE, Field.RECIPIENT)))
                .hasMessageContaining("account, domain, network, country, asn, client");
        assertThatThrownBy(() -> ExceptionFields.require(rule("strangers", ALICE, Field.CLIENT)))
                .hasMessageContaining("account, domain, network, country, asn, recipient");
    }

    @Test
    void whatComesBackHasNothingButItsAccount() {
        assertThatThrownBy(() -> ExceptionFields.require(rule("bounce-storm", ALICE, Field.NETWORK)))
                .hasMessageContaining("no more than account or domain");
    }

    @Test
    void withoutATypeAPlaceOrAClientIsNeeded() {
        assertThatThrownBy(() -> ExceptionFields.require(rule(Optional.empty(), ALICE)))
                .hasMessageContaining("expected a type");
        assertThatThrownBy(() -> ExceptionFields.require(rule(Optional.empty(), ALICE, Field.RECIPIENT)))
                .hasMessageContaining("type with a recipient");
        assertThatCode(() -> ExceptionFields.require(rule(Optional.empty(), ALICE, Field.COUNTRY)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "takeover",
                "stranger-flood",
                "phishing-sent",
                "malicious-address",
                "guessed-password",
                "rejected-password",
                "scored-login"
            })
    void whatIsCriticalIsNotSwitchedOffForEverybodyByAccident(String type) {
        assertThat(ExceptionFields.sweeping(rule(type, Scope.EVERYBODY))).isTrue();
        assertThat(ExceptionFields.sweeping(rule(type, Scope.EVERYBODY, Field.COUNTRY)))
                .isTrue();
        assertThat(ExceptionFields.sweeping(rule(type, Scope.EVERYBODY, Field.NETWORK)))
                .isFalse();
        assertThat(ExceptionFields.sweeping(rule(type, Scope.ofDomain("example.org"))))
                .isFalse();
        assertThat(ExceptionFields.sweeping(rule(type, ALICE))).isFalse();
    }

    @Test
    void nothingIsSwitchedOffForEverybodyByAccident() {
        assertThat(ExceptionFields.sweeping(rule("unusual-hour", Scope.EVERYBODY)))
                .isTrue();
        assertThat(ExceptionFields.sweeping(rule("unusual-hour", Scope.EVERYBODY, Field.COUNTRY)))
                .isFalse();
        assertThat(ExceptionFields.sweeping(rule(Optional.empty(), Scope.EVERYBODY, Field.ASN)))
                .isFalse();
    }

    @Test
    void everyTypeHasItsFields() {
        assertThat(ExceptionFields.types())
                .contains("takeover", "new-country", "strangers")
                .allSatisfy(type -> assertThatCode(() -> ExceptionFields.require(rule(type, ALICE)))
                        .doesNotThrowAnyException());
    }
}
