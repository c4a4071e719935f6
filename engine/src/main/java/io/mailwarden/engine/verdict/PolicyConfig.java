package io.mailwarden.engine.verdict;

/**
 * What is done inline.
 *
 * @param mode how far Mailwarden may go
 * @param criticalLogin what becomes of a login that is critical by itself, in mode prevent
 * @param onFailure what becomes of a message when Mailwarden itself fails; logins are always let in then
 */
public record PolicyConfig(Mode mode, CriticalLogin criticalLogin, OnFailure onFailure) {

    /** How far Mailwarden may go. */
    public enum Mode {
        /** Only records and tells. */
        DETECT,
        /** Delivers, then acts. */
        REMEDIATE,
        /** Acts inline: holds and rejects. */
        PREVENT
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

    /** The shipped settings. */
    public static PolicyConfig defaults() {
        return new PolicyConfig(Mode.PREVENT, CriticalLogin.REJECT, OnFailure.ALLOW);
    }
}
