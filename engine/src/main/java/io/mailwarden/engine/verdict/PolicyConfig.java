package io.mailwarden.engine.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of the policy: modes, and what is done inline with critical events.
 *
 * @param mode how far Mailwarden may go, unless {@code modes} or an administrator says otherwise
 * @param modes other modes for domains and accounts: {@code @example.org:detect}, {@code bob@example.org:prevent}
 * @param criticalLogin what becomes of a login that is critical by itself, in mode prevent
 * @param onFailure what becomes of a message when Mailwarden itself fails; logins are always let in then
 */
public record PolicyConfig(Mode mode, List<String> modes, CriticalLogin criticalLogin, OnFailure onFailure) {

    /** How far Mailwarden may go. */
    public enum Mode {
        /** Only records and tells. */
        DETECT,
        /** Delivers, then acts. */
        REMEDIATE,
        /** Acts inline: holds and rejects. */
        PREVENT;

        /** The mode of that name; empty when there is none. */
        public static Optional<Mode> of(String label) {
            return Arrays.stream(values())
                    .filter(mode -> mode.label().equals(label))
                    .findFirst();
        }

        /** The name in configuration and in the API: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a critical login. */
    public enum CriticalLogin {
        /** Denied as if the password had been wrong. */
        REJECT,
        /** Let in; what the account sends is held. */
        ALLOW
    }

    /** What becomes of a message when Mailwarden itself fails. */
    public enum OnFailure {
        /** It goes on: mail flows. */
        ALLOW,
        /** It waits for review. */
        HOLD
    }

    public PolicyConfig {
        modes = List.copyOf(modes);
        modes.forEach(ModeRule::parse);
    }

    /** With that mode for whoever has no other. */
    public PolicyConfig in(Mode other) {
        return new PolicyConfig(other, modes, criticalLogin, onFailure);
    }

    /** The default settings, as in the shipped configuration file. */
    public static PolicyConfig defaults() {
        return new PolicyConfig(Mode.PREVENT, List.of(), CriticalLogin.REJECT, OnFailure.ALLOW);
    }
}
