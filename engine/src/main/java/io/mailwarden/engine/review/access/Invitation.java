package io.mailwarden.engine.review.access;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody may enrol a second factor: who has the password alone may not, since a thief of the account has it, too.
 *
 * @param account who may
 * @param codeHash of the code that he was given, as {@link AccessSecrets#hash} makes it
 * @param expires until when
 * @param by who made it
 * @param draft the secret that he was shown and that becomes his when he proves that he has it; empty before
 */
public record Invitation(Account account, String codeHash, Instant expires, String by, Optional<String> draft) {

    /**
     * An invitation that was just made.
     *
     * @param code shown once, to who passes it on
     * @param expires until when it can be used
     */
    public record Issued(String code, Instant expires) {}

    /** Makes one in place of an earlier one. */
    public static Issued issue(AccessStore store, Account account, String by, Instant expires) {
        String code = AccessSecrets.code();
        store.invite(new Invitation(account, AccessSecrets.hashOfCode(code), expires, by, Optional.empty()));
        return new Issued(code, expires);
    }
}
