package dev.interlude.publisher.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.site.SiteSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a configuration from the file, the environment and {@code --set}: the later of these wins. */
public final class ConfigurationReader {

    private static final int MAX_BYTES = 256 * 1024;
    private static final String HOST_NAME = "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";

    private final Map<String, String> environment;
    private final Map<String, String> overrides;

    /**
     * @param environment the process's environment variables
     * @param overrides {@code --set} as dotted path to text
     */
    public ConfigurationReader(Map<String, String> environment, Map<String, String> overrides) {
        this.environment = environment;
        this.overrides = overrides;
    }

    /**
     * Reads that file.
     *
     * @throws Failure if the file cannot be read
     * @throws ProblemsFound with every mistake in it
     */
    public Configuration read(Path file) {
        Values values = new Values();
        collect(parse(file), "", values);
        for (Key key : Key.values()) {
            String text = environment.get(key.variable());
            if (text != null && !text.isEmpty()) {
                values.set(key, text, key.variable());
            }
        }
        overrides.forEach((path, text) -> override(path, text, values));
        Path folder = file.toAbsolutePath().getParent();
        Configuration configuration = convert(values, folder == null ? Path.of("/") : folder);
        if (configuration == null || !values.problems().isEmpty()) {
            throw new ProblemsFound(Failure.Kind.CONFIGURATION, file.toString(), withoutRepeats(values.problems()));
        }
        return configuration;
    }

    private static JsonNode parse(Path file) {
        String tried = "read the configuration " + file;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new Failure(
                        Failure.Kind.CONFIGURATION,
                        tried,
                        "it is longer than 256 KiB",
                        "check that it is the right file");
            }
            return YamlTree.read(Files.readString(file), MAX_BYTES);
        } catch (NoSuchFileException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            tried,
                            "there is no such file",
                            "run `publisher init` to write one, or name it with --config")
                    .causedBy(e);
        } catch (JsonProcessingException e) {
            throw new ProblemsFound(Failure.Kind.CONFIGURATION, file.toString(), List.of(yamlProblem(e)));
        } catch (CharacterCodingException e) {
            throw new Failure(Failure.Kind.CONFIGURATION, tried, "it is no UTF-8", "save it as UTF-8").causedBy(e);
        } catch (AccessDeniedException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            tried,
                            "this user may not read it",
                            "check its permissions and those of its folder")
                    .causedBy(e);
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            tried,
                            Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage()),
                            "name a file that this user can read")
                    .causedBy(e);
        }
    }

    private static Problem yamlProblem(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? "the file"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return new Problem(place, "not YAML that can be used: " + reason, "check the indentation and the quotes there");
    }

    private static void collect(JsonNode node, String path, Values values) {
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        if (!node.isObject()) {
            collectValue(node, path, values);
            return;
        }
        if (!path.isEmpty() && !isSection(path)) {
            refuseUnknownOrSection(path, values);
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            collect(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), values);
        }
    }

    private static void refuseUnknownOrSection(String path, Values values) {
        if (Key.ofPath(path).isPresent()) {
            values.refuse(path, "must be a value, not a section", "write it on one line");
        } else {
            values.refuse(path, "unknown key", suggestion(path));
        }
    }

    private static void collectValue(JsonNode node, String path, Values values) {
        if (path.isEmpty()) {
            values.refuse("the file", "must hold keys and values", "run `publisher init` to see an example");
        } else if (isSection(path)) {
            values.refuse(path, "must be a section, not a value", "put its keys below it, indented");
        } else if (Key.ofPath(path).isEmpty()) {
            values.refuse(path, "unknown key", suggestion(path));
        } else if (node.isArray()) {
            values.refuse(path, "must be one value, not a list", "write it on one line");
        } else {
            values.set(Key.ofPath(path).orElseThrow(), node.textValue(), "");
        }
    }

    private static boolean isSection(String path) {
        for (Key key : Key.values()) {
            if (key.path().startsWith(path + ".")) {
                return true;
            }
        }
        return false;
    }

    private static void override(String path, String text, Values values) {
        Key.ofPath(path)
                .ifPresentOrElse(
                        key -> values.set(key, text, "--set"),
                        () -> values.refuse("--set " + path, "unknown key", suggestion(path)));
    }

    private static String suggestion(String path) {
        return Arrays.stream(Key.values())
                .map(Key::path)
                .min(Comparator.comparingInt(known -> Distance.between(path, known)))
                .filter(known -> Distance.between(path, known) <= 3)
                .map(known -> "did you mean " + known + "?")
                .orElse("docs/configuration.md lists the keys");
    }

    private static List<Problem> withoutRepeats(List<Problem> problems) {
        return problems.stream().distinct().toList();
    }

    private static @Nullable Configuration convert(Values values, Path folder) {
        String app = values.required(
                Key.APP,
                "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
                "lower-case letters, digits and inner hyphens, at most 63 characters, such as shop");
        Configuration.TargetSettings target = target(values, folder);
        URI hub = values.base(Key.HUB_URL);
        SiteSettings site = site(values, folder, app == null ? "" : app, hub, target);
        return app == null || target == null ? null : new Configuration(app, site, target, hub);
    }

    private static SiteSettings site(
            Values values, Path folder, String app, @Nullable URI hub, Configuration.@Nullable TargetSettings target) {
        String language = values.matching(
                Key.DEFAULT_LANGUAGE, "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", "a BCP 47 tag such as en or pt-BR");
        String accent = values.matching(
                Key.SITE_ACCENT, "#[0-9A-Fa-f]{6}", "six hexadecimal digits in quotes, such as \"#0b5fff\"");
        String title = values.matching(
                Key.SITE_TITLE, "(?=.*\\S)[^\\p{Cntrl}]{1,80}", "1 to 80 characters without control characters");
        String domain = target instanceof Configuration.GitHub github ? github.domain() : null;
        URI url = values.folder(Key.SITE_URL);
        return new SiteSettings(
                app,
                language == null ? "en" : language,
                title == null ? app : title,
                url == null && domain != null ? URI.create("https://" + domain + "/") : url,
                values.folder(Key.SITE_APP_URL),
                values.link(Key.SITE_SUPPORT_URL),
                values.existing(Key.SITE_LOGO, folder, Files::isReadable, "name a picture that is there"),
                accent == null ? "#0b5fff" : accent,
                values.existing(Key.SITE_TEMPLATES, folder, Files::isDirectory, "name a folder that is there"),
                values.oneOf(Key.SITE_INDEX, List.of("noindex", "index")).equals("index")
                        ? SiteSettings.Index.INDEX
                        : SiteSettings.Index.NOINDEX,
                domain,
                hub);
    }

    private static Configuration.@Nullable TargetSettings target(Values values, Path folder) {
        boolean github = values.hasAny("target.github.");
        boolean directory = values.has(Key.DIRECTORY_PATH);
        if (github && directory) {
            values.refuse("target", "names both github and directory", "keep one of the two");
            gitHub(values);
            return null;
        }
        if (directory) {
            Path path = values.path(Key.DIRECTORY_PATH, folder);
            return path == null ? null : new Configuration.Directory(path);
        }
        if (!github) {
            values.refuse(
                    "target",
                    "missing",
                    "write target.github.repository: owner/name, or target.directory.path: public/");
            return null;
        }
        return gitHub(values);
    }

    private static Configuration.@Nullable GitHub gitHub(Values values) {
        String repository = values.required(
                Key.GITHUB_REPOSITORY,
                "[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}",
                "owner/name, such as acme/shop-maintenance");
        String branch = values.matching(
                Key.GITHUB_BRANCH,
                "(?!/|.*(?:\\.\\.|//|@\\{|\\.lock$|/$|\\.$))[A-Za-z0-9][A-Za-z0-9._/-]{0,199}",
                "a branch name such as gh-pages");
        String domain = values.matching(Key.GITHUB_DOMAIN, HOST_NAME, "a host name such as maintenance.example.com");
        String path = values.oneOf(Key.GITHUB_PATH, List.of("/", "/docs"));
        String create = values.oneOf(Key.GITHUB_CREATE, List.of("private", "public", "never"));
        URI api = values.base(Key.GITHUB_API_URL);
        Configuration.App app = app(values);
        if (repository == null) {
            return null;
        }
        String[] parts = repository.split(Pattern.quote("/"), 2);
        return new Configuration.GitHub(
                parts[0],
                parts[1],
                branch == null ? "gh-pages" : branch,
                path,
                create,
                domain,
                api == null ? URI.create("https://api.github.com") : api,
                app);
    }

    private static Configuration.@Nullable App app(Values values) {
        if (!values.hasAny("target.github.app.")) {
            return null;
        }
        String id = values.required(
                Key.GITHUB_APP_ID,
                "[1-9][0-9]{0,17}|Iv[A-Za-z0-9.]{8,60}",
                "the App ID or the client ID from the App's settings page, such as 123456");
        String installation = values.required(
                Key.GITHUB_APP_INSTALLATION,
                "[1-9][0-9]{0,17}",
                "the number at the end of the address of the installation's settings page");
        return id == null || installation == null ? null : new Configuration.App(id, Long.parseLong(installation));
    }
}
