package dev.interlude.notifier.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.notifier.access.Digest;
import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.access.Scope;
import dev.interlude.protocol.MaintenanceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file that lists tokens, each by the SHA-256 of its secret: {@code tokens: [{name, sha256, scopes, apps}]}. Secrets never stand
 * in it.
 */
final class TokensFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> FIELDS = Set.of("name", "sha256", "scopes", "apps");

    private final Path file;
    private final List<Problem> problems;
    /** Whoever holds the admin token is called so. */
    private final Set<String> names = new HashSet<>(Set.of(Secrets.ADMIN));

    private final Set<String> digests = new HashSet<>();

    private TokensFile(Path file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Every token that can be read; what cannot is a problem. */
    static List<Keyring.Key> read(Path file, List<Problem> problems) {
        int before = problems.size();
        JsonNode tree = ConfigFile.tree(file, "--tokens-file", problems);
        if (problems.size() > before) {
            return List.of();
        }
        return new TokensFile(file, problems).keys(tree.path("tokens"));
    }

    private List<Keyring.Key> keys(JsonNode list) {
        List<Keyring.Key> keys = new ArrayList<>();
        if (!list.isArray()) {
            problem("tokens", "is no list", "write tokens: and a list of {name, sha256, scopes, apps}");
            return keys;
        }
        for (int i = 0; i < list.size(); i++) {
            key("tokens[" + i + "]", list.get(i)).ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<Keyring.Key> key(String path, JsonNode entry) {
        int before = problems.size();
        entry.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> problem(path + "." + name, "unknown key", "known are name, sha256, scopes and apps"));
        String name = entry.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            problem(path + ".name", "is no name", "use 1 to 64 letters, digits, dots, dashes or underscores");
        } else if (!names.add(name)) {
            problem(path + ".name", "stands twice", "give each its own; " + Secrets.ADMIN + " is the admin token's");
        }
        Optional<Digest> digest = digest(path, entry.path("sha256"));
        Holder holder = new Holder(name, scopes(path + ".scopes", entry.path("scopes")), apps(path, entry));
        return problems.size() > before ? Optional.empty() : digest.map(found -> new Keyring.Key(found, holder));
    }

    private Optional<Digest> digest(String path, JsonNode value) {
        try {
            Digest digest = Digest.ofHex(value.asText());
            if (digests.add(value.asText().toLowerCase(Locale.ROOT))) {
                return Optional.of(digest);
            }
            problem(path + ".sha256", "stands twice", "give each name its own token");
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            problem(
                    path + ".sha256",
                    "is no SHA-256",
                    "write the 64 hexadecimal digits that this prints: printf %s \"$TOKEN\" | sha256sum");
            return Optional.empty();
        }
    }

    private Set<Scope> scopes(String path, JsonNode value) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (JsonNode item : value) {
            Scope.of(item.asText())
                    .ifPresentOrElse(
                            scopes::add, () -> problem(path, "names an unknown scope", "known are read and write"));
        }
        if (!value.isArray() || value.isEmpty()) {
            problem(path, "names no scope", "write [read], [write] or [read, write]");
        }
        return scopes;
    }

    private Set<String> apps(String path, JsonNode entry) {
        Set<String> apps = new LinkedHashSet<>();
        JsonNode value = entry.path("apps");
        for (JsonNode item : value) {
            if (MaintenanceState.isAppName(item.asText())) {
                apps.add(item.asText());
            } else {
                problem(path + ".apps", "names no application", "use the names in the paths, as in [shop, shop-api]");
            }
        }
        if (!value.isMissingNode() && (!value.isArray() || value.isEmpty())) {
            problem(path + ".apps", "is no list of applications", "write a list, or leave it out for all of them");
        }
        return apps;
    }

    private void problem(String path, String message, String hint) {
        problems.add(new Problem(file + ": " + path, message, hint));
    }
}
