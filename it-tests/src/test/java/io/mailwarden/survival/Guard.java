package io.mailwarden.survival;

import io.mailwarden.survival.Acts.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** An administrator who blocks accounts, lets them in again, makes rules for them, and sets modes. Used by one thread. */
final class Guard {

    private static final List<String> RESTRICTIONS = List.of("block", "refuse", "defer", "hold");
    private static final List<String> MODES = List.of("detect", "remediate", "prevent");
    private static final int OK = 2;
    private static final int UNKNOWN = 404;

    private final Node node;
    private final Acts acts;
    private final Random random;
    private final int turn;
    private final List<String> accounts;
    private int done;

    /**
     * Works on that node.
     *
     * @param turn tells its blocks from those of others
     * @param accounts that nobody else blocks
     */
    Guard(Node node, Acts acts, Random random, int turn, List<String> accounts) {
        this.node = node;
        this.acts = acts;
        this.random = random;
        this.turn = turn;
        this.accounts = List.copyOf(accounts);
    }

    /** One thing is set, or taken back; does nothing without accounts. */
    void work() throws IOException {
        if (accounts.isEmpty()) {
            return;
        }
        String account = accounts.get(random.nextInt(accounts.size()));
        switch (random.nextInt(7)) {
            case 0 -> unset(BlockBook.BLOCK, account, () -> node.reviews().unblock(account));
            case 1 -> {
                String scope = ModeBook.scope(account);
                String mode = MODES.get(random.nextInt(MODES.size()));
                set(ModeBook.MODE, scope, mode, () -> node.reviews().setModeOfDomain(scope.substring(1), mode));
            }
            case 2 -> {
                String scope = ModeBook.scope(account);
                unset(ModeBook.MODE, scope, () -> node.reviews().unsetMode(scope));
            }
            case 3, 4 -> {
                String words = words();
                String kind = rule();
                set(kind, account, words, () -> RuleBook.make(node, kind, account, words));
            }
            case 5 -> {
                String kind = rule();
                unset(kind, account, () -> RuleBook.takeBack(node, kind, account));
            }
            default -> {
                String restriction = RESTRICTIONS.get(random.nextInt(RESTRICTIONS.size()));
                String reason = words();
                set(BlockBook.BLOCK, account, BlockBook.words(restriction, reason), () -> node.reviews()
                        .block(account, restriction, reason));
            }
        }
    }

    // Like no other.
    private String words() {
        return String.format(Locale.ROOT, "turn %d, number %d", turn, ++done);
    }

    private String rule() {
        return random.nextBoolean() ? RuleBook.SAFE_NETWORK : RuleBook.EXCEPTION;
    }

    private interface Request {
        int send() throws IOException;
    }

    private void unset(String kind, String about, Request request) throws IOException {
        set(kind, about, "", request);
    }

    private void set(String kind, String about, String what, Request request) throws IOException {
        boolean answered = false;
        try {
            int status = request.send();
            answered = status / 100 == OK || what.isEmpty() && status == UNKNOWN;
            if (!answered) {
                throw new IOException(
                        String.format(Locale.ROOT, "%s %s of %s was answered with %d", kind, what, about, status));
            }
        } finally {
            acts.setting(new Setting(kind, about, what, answered));
        }
    }
}
