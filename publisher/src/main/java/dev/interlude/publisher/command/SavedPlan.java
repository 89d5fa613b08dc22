package dev.interlude.publisher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.state.Preview;
import dev.interlude.publisher.target.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A plan that somebody has looked at: what it rests on has to be the same when it is carried out. */
final class SavedPlan {

    private static final int LONGEST = 4 * 1024 * 1024;

    /** What is the same in a place that holds what the plan was to bring about. */
    private static final Set<String> REACHED = Set.of("app", "state", "target", "page");

    private final Path file;
    private final JsonNode basis;

    private SavedPlan(Path file, JsonNode basis) {
        this.file = file;
        this.basis = basis;
    }

    /** @throws Failure USAGE if that file is none that {@code plan --out} wrote */
    static SavedPlan read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw unusable(file, "it is longer than any plan");
            }
            JsonNode document = new JsonMapper().readTree(Files.readAllBytes(file));
            boolean plan = document.path("plan").asInt() == PlanDocument.FORM
                    && document.path("basis").isObject();
            if (!plan) {
                throw unusable(file, "it is no plan that this version has written");
            }
            return new SavedPlan(file, document.path("basis"));
        } catch (JsonProcessingException e) {
            throw unusable(file, "it is not JSON").causedBy(e);
        } catch (IOException e) {
            throw unusable(file, e.getClass().getSimpleName()).causedBy(e);
        }
    }

    /**
     * Writes a plan to that file, replacing one that is there.
     *
     * @throws Failure USAGE if it cannot be written, or something else is there
     */
    static void write(Path file, ObjectNode document) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                requirePlan(file);
            }
            WholeFile.write(file, (JsonText.lines(document) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.USAGE,
                            "write the plan " + file,
                            String.valueOf(e.getMessage()),
                            "check the name, the folder's permissions and the room on its disk")
                    .causedBy(e);
        }
    }

    /**
     * Compares what would be done now with what was planned. Where everything is done already, the run before did it,
     * and there is nothing to refuse.
     *
     * @throws Failure REFUSED if the world has moved
     */
    void requireSame(Preview now) {
        if (isSame(now)) {
            return;
        }
        Preview sure = now.sure();
        if (isSame(sure)) {
            return;
        }
        throw new Failure(
                Failure.Kind.REFUSED,
                "publish as planned in " + file,
                "the world has moved since: " + String.join("; ", differences(PlanDocument.basis(sure))),
                "look at a new plan: publisher plan --out " + file.getFileName() + "; nothing was changed");
    }

    private static void requirePlan(Path file) {
        try {
            read(file);
        } catch (Failure e) {
            throw new Failure(
                            Failure.Kind.USAGE,
                            "write the plan " + file,
                            "a file that is no plan is there",
                            "name another file, or remove that one")
                    .causedBy(e);
        }
    }

    private boolean isSame(Preview now) {
        JsonNode present = PlanDocument.basis(now);
        boolean reached = now.isNothing()
                && REACHED.stream().allMatch(name -> basis.path(name).equals(present.path(name)));
        return reached || basis.equals(present);
    }

    private List<String> differences(JsonNode present) {
        Set<String> names = new TreeSet<>();
        basis.fieldNames().forEachRemaining(names::add);
        present.fieldNames().forEachRemaining(names::add);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = basis.path(name).asText("nothing");
            String after = present.path(name).asText("nothing");
            if (!before.equals(after)) {
                differences.add(name + " was " + shortened(before) + " and is " + shortened(after));
            }
        }
        return differences;
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    private static Failure unusable(Path file, String happened) {
        return new Failure(
                Failure.Kind.USAGE,
                "read the plan " + file,
                happened,
                "name a file that 'publisher plan --out FILE' has written");
    }
}
