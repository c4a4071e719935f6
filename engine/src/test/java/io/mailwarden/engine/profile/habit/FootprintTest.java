package io.mailwarden.engine.profile.habit;

import static io.mailwarden.engine.profile.Facts.HOME;
import static io.mailwarden.engine.profile.Facts.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message.Attachment;
import io.mailwarden.engine.origin.Origin;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void loginOfWhichNothingIsKnownHasNoKeys() {
        Footprint footprint = Footprint.of(START, Origin.UNKNOWN, Client.UNKNOWN);

        assertThat(Arrays.stream(Trait.values()).mapToLong(footprint::key)).containsOnly(0L);
    }

    @Test
    void keysTellEachTraitApart() {
        Footprint footprint = Footprint.of(START, HOME, new Client("Mutt", "2.2", "Linux"));
        Footprint newer = Footprint.of(START, HOME, new Client("Mutt", "2.3", "Linux"));

        assertThat(footprint.asn()).isEqualTo(2119);
        assertThat(Keys.country(footprint.country())).isEqualTo("NO");
        assertThat(footprint.client()).isNotEqualTo(newer.client());
        assertThat(footprint.family()).isEqualTo(newer.family());
        assertThat(footprint.hour()).isEqualTo(12);
        assertThat(footprint.weekday()).isEqualTo(6);
    }

    @Test
    void addressesOfOneNetworkShareItsKey() {
        Address one = Address.parse("192.0.2.1").orElseThrow();
        Address other = Address.parse("192.0.2.2").orElseThrow();

        assertThat(Keys.of(one)).isNotEqualTo(Keys.of(other));
        assertThat(Keys.of(one.network())).isEqualTo(Keys.of(other.network())).isNotEqualTo(Keys.of(one));
        assertThat(Keys.of(Address.parse("192.0.2.0").orElseThrow().network()))
                .isNotEqualTo(Keys.of(Address.parse("192.0.2.0").orElseThrow()));
    }

    @Test
    void attachmentsAreKnownByTheirEnding() {
        assertThat(kind("offer.PDF")).isEqualTo(kind("x.y.pdf")).isEqualTo(Keys.of("pdf"));
        assertThat(kind("README")).isEqualTo(Keys.of("text/plain"));
        assertThat(kind("dot.")).isZero();
    }

    private static long kind(String name) {
        return Keys.of(new Attachment(name, "text/plain", 1));
    }

    @Test
    void onlyTheEmptyTextHasNoKeyAndSimilarOnesDiffer() {
        assertThat(Keys.of("")).isZero();
        assertThat(IntStream.range(0, 100_000).mapToLong(i -> Keys.of("recipient" + i + "@example.net")))
                .doesNotHaveDuplicates()
                .doesNotContain(0L);
    }

    @Test
    void countriesOfOddLengthAreNotKnown() {
        assertThat(Keys.ofCountry("")).isZero();
        assertThat(Keys.ofCountry("NOR")).isZero();
    }
}
