package dev.interlude.publisher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.state.ContractProblems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads a notice from a file, by the rules of the contract for a scheduled one. */
final class NoticeFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** One document, in which no name stands twice. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private NoticeFile() {}

    static Notice read(Path file, String defaultLanguage) {
        ObjectNode document = StateCodec.tree(MaintenanceState.origin("notice"));
        document.put("phase", Phase.SCHEDULED.wireName());
        document.set("notice", parse(file));
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        Decoded decoded = StateCodec.decode(bytes);
        if (decoded instanceof Decoded.Refused refused) {
            throw ContractProblems.in(file.toString(), "/notice", refused.violations());
        }
        MaintenanceState state = ((Decoded.Accepted) decoded).state();
        Notice notice = Objects.requireNonNull(state.notice());
        requireDefaultLanguage(file, notice, defaultLanguage);
        return notice;
    }

    private static JsonNode parse(Path file) {
        String tried = "read the notice " + file;
        try {
            if (Files.size(file) > StateCodec.MAX_BYTES) {
                throw new Failure(Failure.Kind.USAGE, tried, "it is longer than 32 KiB", "shorten its texts");
            }
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw new Failure(Failure.Kind.USAGE, tried, "it is empty", "write a notice into it");
            }
            return STRICT.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new Failure(Failure.Kind.USAGE, tried, "it is no UTF-8", "save it as UTF-8").causedBy(e);
        } catch (JsonProcessingException e) {
            throw new Failure(Failure.Kind.USAGE, tried, "not JSON: " + e.getOriginalMessage(), "check the file")
                    .causedBy(e);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.USAGE, tried, e.getClass().getSimpleName(), "check the name and permissions")
                    .causedBy(e);
        }
    }

    private static void requireDefaultLanguage(Path file, Notice notice, String language) {
        List<Problem> problems = new ArrayList<>();
        require(problems, "/title", notice.title(), language);
        require(problems, "/body", notice.body(), language);
        for (int i = 0; i < notice.updates().size(); i++) {
            require(problems, "/updates/" + i + "/text", notice.updates().get(i).text(), language);
        }
        if (!problems.isEmpty()) {
            throw new ProblemsFound(Failure.Kind.USAGE, file.toString(), problems);
        }
    }

    private static void require(List<Problem> problems, String pointer, Texts texts, String language) {
        if (!texts.isEmpty() && texts.in(language).isEmpty()) {
            problems.add(new Problem(
                    pointer + "/" + language, "missing", "every text is there in the default language, " + language));
        }
    }
}
