package dev.interlude.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the maintenance state. The same state always gives the same bytes. Safe for many threads. */
public final class StateCodec {

    /** The longest document, in bytes. */
    public static final int MAX_BYTES = 32 * 1024;

    private StateCodec() {}

    /** Reads a document as a writer does: everything that the contract refuses is refused, unknown fields too. */
    public static Decoded decode(byte[] document) {
        return parse(document, UnknownFields.REFUSED);
    }

    /**
     * Reads a document as the hub reads what a writer sends it: strictly, but a document with neither epoch nor revision
     * is read as one that was written on top of that base.
     */
    public static Decoded decodeBasedOn(StateVersion base, byte[] document) {
        return parse(document, UnknownFields.REFUSED, base);
    }

    /**
     * Reads a document as a reader does: fields of a later contract are ignored. A phase that this version does not
     * know is refused, since nothing can be decided on it.
     */
    public static Decoded read(byte[] document) {
        return parse(document, UnknownFields.IGNORED);
    }

    /** What the contract refuses in a state that was built here; empty where it may be written. */
    public static List<Violation> violationsIn(MaintenanceState state) {
        return decode(encode(state)) instanceof Decoded.Refused refused ? refused.violations() : List.of();
    }

    /** The document as it is published and served: UTF-8, indented, with a newline at its end. */
    public static byte[] encode(MaintenanceState state) {
        return (JsonText.lines(StateTree.of(state)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The document as a tree, to be put into a larger one. The caller owns it. */
    public static ObjectNode tree(MaintenanceState state) {
        return StateTree.of(state);
    }

    private static Decoded parse(byte[] document, UnknownFields unknownFields) {
        return parse(document, unknownFields, null);
    }

    private static Decoded parse(byte[] document, UnknownFields unknownFields, @Nullable StateVersion base) {
        if (document.length > MAX_BYTES) {
            return refused(Decoded.Reason.TOO_LARGE, document.length + " bytes are more than " + MAX_BYTES);
        }
        JsonNode tree;
        try {
            tree = Parser.JSON.readTree(strictUtf8(document));
        } catch (CharacterCodingException e) {
            return refused(Decoded.Reason.NOT_JSON, "not UTF-8");
        } catch (JsonProcessingException e) {
            return refused(Decoded.Reason.NOT_JSON, "not one JSON value: " + placeAndReason(e));
        }
        if (tree.isMissingNode()) {
            return refused(Decoded.Reason.NOT_JSON, "not one JSON value: nothing at all");
        }
        return new StateReader(unknownFields, base).read(tree);
    }

    /** Jackson would guess UTF-16 and UTF-32 from the first bytes and replace what is malformed. */
    private static String strictUtf8(byte[] document) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document))
                .toString();
    }

    private static String placeAndReason(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return reason(e) + place;
    }

    /** In words of our own: the parser's repeat the document and name its classes. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "ends too early";
        } else if (e instanceof StreamConstraintsException) {
            return e.getOriginalMessage().contains("nesting") ? "nested too deeply" : "a number or a text is too long";
        } else if (e instanceof MismatchedInputException) {
            return "more than one value";
        }
        return e.getOriginalMessage().startsWith("Duplicate") ? "a name stands twice" : "not JSON";
    }

    private static Decoded.Refused refused(Decoded.Reason reason, String message) {
        return new Decoded.Refused(reason, List.of(new Violation("", message)));
    }

    /** Apart, so that whoever only writes does not wait for it. */
    private static final class Parser {

        static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(16)
                                .maxNumberLength(32)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
