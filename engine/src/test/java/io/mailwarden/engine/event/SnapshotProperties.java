package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.support.SnapshotReader;
import io.mailwarden.engine.support.SnapshotWriter;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SnapshotProperties {

    private final SnapshotWriter out = new SnapshotWriter();

    private SnapshotReader in() {
        return new SnapshotReader(out.bytes());
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll long number, @ForAll int bits, @ForAll float decimal, @ForAll double precise, @ForAll String text)
            throws UnreadableSnapshot {
        SnapshotWriter all = new SnapshotWriter();
        all.number(number);
        all.signed(number);
        all.bits32(bits);
        all.bits64(number);
        all.decimal(decimal);
        all.decimal(precise);
        all.text(text);
        all.flag(bits > 0);
        SnapshotReader in = SnapshotReader.ofSealed(all.sealed(3), 3);

        assertThat(in.version()).isEqualTo(3);
        assertThat(in.number()).isEqualTo(number);
        assertThat(in.signed()).isEqualTo(number);
        assertThat(in.bits32()).isEqualTo(bits);
        assertThat(in.bits64()).isEqualTo(number);
        assertThat(in.decimal32()).isEqualTo(decimal);
        assertThat(in.decimal64()).isEqualTo(precise);
        assertThat(in.text(text.length())).isEqualTo(text);
        assertThat(in.flag()).isEqualTo(bits > 0);
        in.end();
    }

    @Property
    void timesAreReadToTheNanosecond(
            @ForAll @LongRange(min = -999_999_999_999L, max = 1_000_000_000_000L) long second,
            @ForAll @LongRange(max = 999_999_999) long nano)
            throws UnreadableSnapshot {
        SnapshotWriter one = new SnapshotWriter();
        Instant time = Instant.ofEpochSecond(second, nano);
        one.time(time);

        assertThat(new SnapshotReader(one.bytes()).time()).isEqualTo(time);
    }

    @Test
    void halfOfAPairIsKept() throws UnreadableSnapshot {
        out.text("cut \uD83D");

        assertThat(in().text(5)).isEqualTo("cut \uD83D");
    }

    @Test
    void smallThingsTakeAByte() {
        out.number(127);
        out.signed(-64);
        out.decimal(0f);
        out.decimal(2f);
        out.text("");
        out.flag(true);

        assertThat(out.bytes()).hasSize(6);
    }

    @Test
    void numbersOutOfBoundsAreUnreadable() {
        out.number(8);
        assertThatThrownBy(() -> in().number(7))
                .isInstanceOf(UnreadableSnapshot.class)
                .hasMessageContaining("8");

        SnapshotWriter negative = new SnapshotWriter();
        negative.number(-1);
        assertThatThrownBy(() -> new SnapshotReader(negative.bytes()).number(Long.MAX_VALUE))
                .isInstanceOf(UnreadableSnapshot.class);

        SnapshotWriter endless = new SnapshotWriter();
        for (int i = 0; i < 20; i++) {
            endless.octet(0xFF);
        }
        assertThatThrownBy(() -> new SnapshotReader(endless.bytes()).number()).isInstanceOf(UnreadableSnapshot.class);
    }

    @Test
    void moreThingsThanBytesAreUnreadable() {
        out.number(1_000_000);

        assertThatThrownBy(() -> in().count(Integer.MAX_VALUE)).isInstanceOf(UnreadableSnapshot.class);
        assertThatThrownBy(() -> in().text(Integer.MAX_VALUE)).isInstanceOf(UnreadableSnapshot.class);
        assertThatThrownBy(() -> in().raw(Integer.MAX_VALUE)).isInstanceOf(UnreadableSnapshot.class);
    }

    @Test
    void nothingMayFollow() {
        out.octet(1);

        assertThatThrownBy(() -> in().end()).isInstanceOf(UnreadableSnapshot.class);
    }

    @Test
    void sealShowsLaterVersionsAndDamage() {
        out.text("text");
        byte[] sealed = out.sealed(2);

        assertThatThrownBy(() -> SnapshotReader.ofSealed(sealed, 1)).hasMessageContaining("format 2");
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> SnapshotReader.ofSealed(cut, 2)).isInstanceOf(UnreadableSnapshot.class);
        }
        for (int bit = 0; bit < Byte.SIZE * sealed.length; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> SnapshotReader.ofSealed(flipped, 255)).isInstanceOf(UnreadableSnapshot.class);
        }
    }
}
