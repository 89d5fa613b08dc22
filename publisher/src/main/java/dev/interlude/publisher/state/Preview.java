package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.PlannedRequest.Certainty;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What publishing would do now.
 *
 * @param target in words; empty where there is none
 * @param state the greatest state there is
 * @param shown the state that the page shows until then
 * @param hub what the hub knows of the greatest state
 * @param hubUrl where the hub is asked and told; null where none is
 * @param plan what the target lacks; null where there is no target
 * @param warnings what the operator should know
 */
public record Preview(
        String target,
        MaintenanceState state,
        MaintenanceState shown,
        HubView hub,
        @Nullable URI hubUrl,
        @Nullable Plan plan,
        List<String> warnings) {

    /** What the hub knows of the greatest state. */
    public enum HubView {
        /** It would be told. */
        BEHIND,
        ALREADY,
        UNREACHABLE,
        OFF
    }

    public Preview {
        warnings = List.copyOf(warnings);
    }

    /** The same with nothing taken on trust. May cost a request. */
    public Preview sure() {
        return plan == null ? this : new Preview(target, state, shown, hub, hubUrl, plan.sure(), warnings);
    }

    /** Whether nothing would be written anywhere. */
    public boolean isNothing() {
        return hub != HubView.BEHIND && (plan == null || plan.changes().isEmpty());
    }

    /** How the state that the page shows would change, field by field. */
    public List<FieldChange> stateChanges() {
        return FieldChange.between(shown, state);
    }

    /** Every request that publishing makes, in order, but for the wait; those to the hub with its whole address. */
    public List<PlannedRequest> requests() {
        List<PlannedRequest> requests = new ArrayList<>();
        if (hubUrl != null) {
            requests.add(new PlannedRequest("GET", hubUrl.toString(), Certainty.ALWAYS));
        }
        if (plan != null) {
            requests.addAll(plan.reading());
        }
        if (hubUrl != null && hub == HubView.BEHIND) {
            requests.add(new PlannedRequest("PUT", hubUrl.toString(), Certainty.ALWAYS));
        }
        if (plan != null) {
            requests.addAll(plan.applying());
        }
        return requests;
    }
}
