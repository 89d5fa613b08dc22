package dev.interlude.publisher.github;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decides which files may travel as text inside a tree: those that come out of JSON with the very same bytes. */
final class InlineText {

    /** Above this a file travels as a blob, so that no single one fills a tree request. */
    static final int LONGEST = 256 * 1024;

    private InlineText() {}

    static Optional<String> of(byte[] content) {
        if (content.length > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text).filter(decoded -> decoded.chars().allMatch(InlineText::isPlain));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Control characters and the byte order mark are what servers like to drop. */
    private static boolean isPlain(int character) {
        boolean layout = character == '\n' || character == '\t' || character == '\r';
        return layout || (character >= ' ' && character != 0x7f && character != 0xfeff);
    }
}
