package dev.interlude.publisher.config;

import dev.interlude.publisher.failure.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed values from texts by key and collects what is wrong with them; a wrong value is read as null. */
final class Values {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\]");

    private static final String URL_HINT = "write an address such as https://example.com/";

    private final Map<Key, String> texts = new EnumMap<>(Key.class);
    private final Map<Key, String> sources = new EnumMap<>(Key.class);
    private final List<Problem> problems = new ArrayList<>();

    /** Sets a key; the last one set wins, so set the weaker sources first. */
    void set(Key key, String text, String source) {
        texts.put(key, text);
        sources.put(key, source);
    }

    List<Problem> problems() {
        return problems;
    }

    boolean has(Key key) {
        return texts.containsKey(key);
    }

    boolean hasAny(String prefix) {
        return texts.keySet().stream().anyMatch(key -> key.path().startsWith(prefix));
    }

    void refuse(Key key, String message, String hint) {
        refuse(key.path(), message + from(key), hint);
    }

    void refuse(String path, String message, String hint) {
        problems.add(new Problem(path, message, hint));
    }

    @Nullable
    String text(Key key) {
        return texts.get(key);
    }

    String textOr(Key key, String otherwise) {
        return texts.getOrDefault(key, otherwise);
    }

    /** The text of a key that must be there and match; null, and a problem, where it does not. */
    @Nullable
    String required(Key key, String pattern, String hint) {
        if (!has(key)) {
            problems.add(new Problem(key.path(), "missing", hint));
            return null;
        }
        return matching(key, pattern, hint);
    }

    @Nullable
    String matching(Key key, String pattern, String hint) {
        String text = texts.get(key);
        if (text != null && !Pattern.matches(pattern, text)) {
            refuse(key, "\"" + shortened(text) + "\" is not allowed", hint);
            return null;
        }
        return text;
    }

    String oneOf(Key key, List<String> allowed) {
        String text = textOr(key, allowed.get(0));
        if (!allowed.contains(text)) {
            refuse(key, "\"" + shortened(text) + "\" is not allowed", "write " + String.join(" or ", allowed));
            return allowed.get(0);
        }
        return text;
    }

    /** An https URL, or http on a loopback address, without a user name. */
    @Nullable
    URI link(Key key) {
        String text = texts.get(key);
        if (text == null) {
            return null;
        }
        try {
            URI url = new URI(text);
            String fault = faultIn(url);
            if (fault == null) {
                return url;
            }
            refuse(key, fault, URL_HINT);
        } catch (URISyntaxException e) {
            refuse(key, "\"" + shortened(text) + "\" is no URL", URL_HINT);
        }
        return null;
    }

    /** A link that other addresses are made from: without query and fragment, with a slash at its end. */
    @Nullable
    URI folder(Key key) {
        URI url = base(key);
        return url == null ? null : URI.create(url + "/");
    }

    /** A link that other addresses are made from: without query and fragment, without a slash at its end. */
    @Nullable
    URI base(Key key) {
        URI url = link(key);
        if (url != null && (url.getRawQuery() != null || url.getRawFragment() != null)) {
            refuse(key, "holds a query or a fragment", URL_HINT);
            return null;
        }
        return url == null ? null : URI.create(url.toString().replaceFirst("/+$", ""));
    }

    /** A path, relative to the folder of the configuration file. */
    @Nullable
    Path path(Key key, Path folder) {
        String text = texts.get(key);
        if (text == null) {
            return null;
        }
        try {
            return folder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            refuse(key, "\"" + shortened(text) + "\" is no path", "write a path relative to the configuration file");
            return null;
        }
    }

    /** A path that must be there, as the check says. */
    @Nullable
    Path existing(Key key, Path folder, Predicate<Path> there, String hint) {
        Path path = path(key, folder);
        if (path != null && !there.test(path)) {
            refuse(key, path + " is not there, or cannot be read", hint);
            return null;
        }
        return path;
    }

    private static @Nullable String faultIn(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return "is no http or https URL";
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
            return "plain http is for loopback addresses only";
        }
        return url.getRawUserInfo() == null ? null : "holds a user name; secrets never stand in the configuration";
    }

    private String from(Key key) {
        String source = sources.getOrDefault(key, "");
        return source.isEmpty() ? "" : " (from " + source + ")";
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 60 ? line : line.substring(0, 59) + "…";
    }
}
