package io.mailwarden.owner;

import io.mailwarden.engine.assess.AssessmentListener;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.review.owner.OwnerLock;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What notices to owners need of the engine, its store and the mail server.
 *
 * @param store the notices
 * @param lock locks accounts
 * @param audit where that is noted
 * @param key the key of links, the same on all nodes; throws {@link io.mailwarden.engine.support.StoreUnavailable}
 * @param listen has that told of every assessment from then on
 * @param mailer sends notices
 */
public record OwnerPorts(
        OwnerNoticeStore store,
        OwnerLock lock,
        AuditTrail audit,
        Supplier<byte[]> key,
        Consumer<AssessmentListener> listen,
        OwnerMailer mailer) {}
