package io.mailwarden.engine.assess;

import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.verdict.ExceptionRule.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Why an anomaly was not raised.
 *
 * @param by the kind of rule
 * @param id of the rule
 * @param evidence what the anomaly looked at
 * @param named what the rule names
 */
record Excuse(By by, String id, Set<Evidence> evidence, Set<Field> named) {

    /** The kinds of rules by which anomalies are not raised. */
    enum By {
        /** A safe network of an administrator. */
        SAFE_NETWORK,
        /** An exception. */
        EXCEPTION
    }

    Excuse {
        evidence = Set.copyOf(evidence);
        named = Set.copyOf(named);
    }

    /** What of a login stays strange: what was looked at, and is named by none of the rules that excused it. */
    static Set<Mark> stillStrange(List<Excuse> excuses) {
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        if (looksAt(excuses, Evidence.PLACE)) {
            addUnlessNamed(Mark.NETWORK_STRANGE, Field.NETWORK, excuses, marks);
            addUnlessNamed(Mark.PROVIDER_STRANGE, Field.ASN, excuses, marks);
            addUnlessNamed(Mark.COUNTRY_STRANGE, Field.COUNTRY, excuses, marks);
        }
        if (looksAt(excuses, Evidence.CLIENT)) {
            addUnlessNamed(Mark.CLIENT_STRANGE, Field.CLIENT, excuses, marks);
        }
        return marks;
    }

    private static boolean looksAt(List<Excuse> excuses, Evidence wanted) {
        return excuses.stream().anyMatch(one -> one.evidence.contains(wanted));
    }

    private static void addUnlessNamed(Mark mark, Field field, List<Excuse> excuses, Set<Mark> marks) {
        if (excuses.stream().noneMatch(one -> one.named.contains(field))) {
            marks.add(mark);
        }
    }
}
