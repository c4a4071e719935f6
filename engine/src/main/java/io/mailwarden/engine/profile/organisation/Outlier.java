package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.eventlog.Deviations;
import java.util.List;

/**
 * A message that is unlike what the accounts of the organisation send, each by its own habits.
 *
 * @param score of the forest: about 1 for an ordinary message, up to 8 for one unlike any
 * @param features that made it so, the strongest first; none when it was many small ones
 */
public record Outlier(double score, List<Deviations.Feature> features) {

    public Outlier {
        features = List.copyOf(features);
    }
}
