package dev.interlude.notifier.http;

import dev.interlude.protocol.StateVersion;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entity tags of an {@code If-Match} or {@code If-None-Match} header (RFC 9110, section 13.1). */
final class EntityTags {

    /** One tag and what parts it from the next; whatever stands otherwise is not read on. */
    private static final Pattern TAG =
            Pattern.compile("\\G[ \\t,]*(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")[ \\t]*(?=,|$)");

    private final boolean any;
    private final Set<String> strong;
    private final Set<String> weak;

    private EntityTags(boolean any, Set<String> strong, Set<String> weak) {
        this.any = any;
        this.strong = strong;
        this.weak = weak;
    }

    static EntityTags in(String header) {
        if (header.strip().equals("*")) {
            return new EntityTags(true, Set.of(), Set.of());
        }
        Set<String> strong = new HashSet<>();
        Set<String> weak = new HashSet<>();
        Matcher tags = TAG.matcher(header);
        while (tags.find()) {
            (tags.group(1) == null ? strong : weak).add(tags.group(2));
        }
        return new EntityTags(false, strong, weak);
    }

    /** As {@code If-Match} compares: a weak tag matches nothing. */
    boolean matchStrongly(StateVersion version) {
        return any || strong.contains(version.entityTag());
    }

    /** As {@code If-None-Match} compares. */
    boolean matchWeakly(StateVersion version) {
        return matchStrongly(version) || weak.contains(version.entityTag());
    }

    /** What was named, as a message shows it: only tags of ours, so that no text of a stranger is repeated. */
    @Override
    public String toString() {
        return strong.stream()
                .filter(tag -> StateVersion.ofEntityTag(tag).isPresent())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
