package io.mailwarden.engine;

import io.mailwarden.engine.detect.login.LoginDetection;
import io.mailwarden.engine.detect.sending.SendingDetection;
import io.mailwarden.engine.incident.IncidentConfig;
import io.mailwarden.engine.origin.OriginConfig;
import io.mailwarden.engine.profile.habit.ProfileConfig;
import io.mailwarden.engine.profile.habit.ProfileContext.Windows;
import io.mailwarden.engine.profile.organisation.OrganisationConfig;
import io.mailwarden.engine.response.session.SessionsConfig;
import io.mailwarden.engine.verdict.PolicyConfig;
import io.mailwarden.engine.verdict.TakeoverConfig;
import io.mailwarden.engine.verdict.WorkflowConfig;

/**
 * All settings of the engine. A key of the configuration file is the component's name here, a dot, and the component's
 * name there, in kebab case: {@code impossible-travel.max-speed-km-per-h}; a record of records groups sections.
 */
public record EngineConfig(
        PolicyConfig policy,
        WorkflowConfig workflow,
        OriginConfig origin,
        ProfileConfig profile,
        IncidentConfig incident,
        TakeoverConfig takeover,
        Detection detection,
        SessionsConfig sessions) {

    /** The default settings, as in the shipped configuration file. */
    public static EngineConfig defaults() {
        return new EngineConfig(
                PolicyConfig.defaults(),
                WorkflowConfig.defaults(),
                OriginConfig.defaults(),
                ProfileConfig.defaults(),
                IncidentConfig.defaults(),
                TakeoverConfig.defaults(),
                Detection.defaults(),
                SessionsConfig.defaults());
    }

    /**
     * Whether an engine by these settings has to be made anew for those: what profiles and organisations are made of, and
     * where knowledge about addresses comes from.
     */
    public boolean needsRestart(EngineConfig next) {
        return !origin.equals(next.origin)
                || !profile.waiting(next.profile.loadWait()).equals(next.profile)
                || !detection.organisation().equals(next.detection.organisation())
                || !detection.windows().equals(next.detection.windows());
    }

    /** The limits of all detectors, and whose habits they compare with. */
    public record Detection(LoginDetection login, SendingDetection sending, OrganisationConfig organisation) {

        /** Over which profiles count what is sent. */
        Windows windows() {
            return new Windows(
                    sending.volume().submissionBurst().window(),
                    sending.volume().recipientFanOut().window(),
                    sending.volume().strangers().window());
        }

        /** The shipped settings. */
        public static Detection defaults() {
            return new Detection(LoginDetection.defaults(), SendingDetection.defaults(), OrganisationConfig.defaults());
        }
    }
}
