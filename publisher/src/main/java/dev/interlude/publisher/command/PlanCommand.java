package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.state.Preview;
import dev.interlude.publisher.target.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code publish} would do. */
final class PlanCommand extends Verb {

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Save the plan, so that 'publish --plan FILE' does exactly this or nothing. It holds no secret.")
    private @Nullable Path out;

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        Preview preview = workplace.reconciler(options).preview();
        List<String> warnings = new ArrayList<>(workplace.standingWarnings());
        warnings.addAll(preview.warnings());
        Plan plan = preview.plan();
        if (plan != null) {
            warnings.addAll(plan.warnings());
        }
        ObjectNode document = PlanDocument.of(preview, warnings);
        if (out != null) {
            SavedPlan.write(surroundings().workingDirectory().resolve(out), document);
        }
        if (common().json) {
            printer().json(document);
        } else {
            new PlanText(printer(), workplace.configuration().site().defaultLanguage()).print(preview, warnings, out);
        }
        return ExitCodes.DONE;
    }
}
