package dev.interlude.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a state from a JSON tree, or lists everything that forbids it. */
final class StateReader {

    static final String APP = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private final UnknownFields unknownFields;
    private final @Nullable StateVersion versionIfAbsent;

    /**
     * @param versionIfAbsent the version of a document that names neither epoch nor revision; null where it must name both
     */
    StateReader(UnknownFields unknownFields, @Nullable StateVersion versionIfAbsent) {
        this.unknownFields = unknownFields;
        this.versionIfAbsent = versionIfAbsent;
    }

    Decoded read(JsonNode tree) {
        FieldReader fields = FieldReader.ofDocument(tree, unknownFields);
        if (tree.isObject()) {
            MaintenanceState state = readState(fields);
            if (state != null) {
                return new Decoded.Accepted(state);
            }
        }
        return new Decoded.Refused(Decoded.Reason.INVALID, fields.violations());
    }

    private @Nullable MaintenanceState readState(FieldReader fields) {
        fields.onlyKnows(List.of("schema", "app", "epoch", "revision", "updatedAt", "phase", "notice"));
        readSchemaNumber(fields);
        String app = fields.matching("app", APP, "lower-case letters, digits and inner hyphens, at most 63 characters");
        StateVersion version = readVersion(fields);
        Instant updatedAt = fields.time("updatedAt");
        Phase phase = readPhase(fields);
        Notice notice = null;
        if (phase == Phase.OPERATIONAL && fields.has("notice")) {
            fields.refuse("notice", "there is no notice in operational");
        } else if (phase != Phase.OPERATIONAL && phase != null && !fields.has("notice")) {
            fields.refuse("notice", "missing; every phase but operational has one");
        } else if (fields.has("notice")) {
            notice = fields.object("notice", child -> new NoticeReader(child).read(phase));
        }
        if (!fields.violations().isEmpty() || app == null || version == null) {
            return null;
        }
        return updatedAt == null || phase == null ? null : new MaintenanceState(app, version, updatedAt, phase, notice);
    }

    private @Nullable StateVersion readVersion(FieldReader fields) {
        if (versionIfAbsent != null && !fields.has("epoch") && !fields.has("revision")) {
            return versionIfAbsent;
        }
        Long epoch = fields.integer("epoch", StateVersion.MAX_EPOCH);
        Long revision = fields.integer("revision", StateVersion.MAX_REVISION);
        return epoch == null || revision == null ? null : new StateVersion(epoch, revision);
    }

    private void readSchemaNumber(FieldReader fields) {
        boolean strict = unknownFields == UnknownFields.REFUSED;
        Long schema = fields.integer("schema", Integer.MAX_VALUE);
        if (schema != null && (strict ? schema != 1 : schema < 1)) {
            fields.refuse("schema", "is " + schema + ", and this version writes 1");
        }
    }

    private static @Nullable Phase readPhase(FieldReader fields) {
        String name = fields.string("phase");
        if (name == null) {
            return null;
        }
        return Phase.ofWireName(name).orElseGet(() -> {
            fields.refuse(
                    "phase",
                    "unknown phase; known are "
                            + Arrays.stream(Phase.values()).map(Phase::wireName).collect(Collectors.joining(", ")));
            return null;
        });
    }
}
