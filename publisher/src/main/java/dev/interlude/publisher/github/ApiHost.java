package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be told from the address of an API alone. */
final class ApiHost {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0(:0){6}:1)]");

    private ApiHost() {}

    /** The address without a slash at its end, once it is clear that a token may be sent there. */
    static URI checked(URI apiUrl) {
        boolean encrypted = "https".equalsIgnoreCase(apiUrl.getScheme());
        boolean plain = "http".equalsIgnoreCase(apiUrl.getScheme());
        if (apiUrl.getHost() == null || apiUrl.getRawUserInfo() != null || !(encrypted || plain)) {
            throw refused(apiUrl, "it is not the address of an API");
        }
        if (plain && !isLoopback(apiUrl)) {
            throw refused(apiUrl, "a token would travel unencrypted");
        }
        return URI.create(withoutSlash(apiUrl.toString()));
    }

    static boolean isLoopback(URI url) {
        return url.getHost() != null
                && LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isGitHubDotCom(URI apiUrl) {
        return same(apiUrl, "https://api.github.com");
    }

    static boolean same(URI apiUrl, String other) {
        return withoutSlash(apiUrl.toString()).equalsIgnoreCase(withoutSlash(other.strip()));
    }

    /** Whether a request that is sent on to the second address still talks to the same server. */
    static boolean sameServer(URI one, URI two) {
        return one.getScheme().equalsIgnoreCase(two.getScheme())
                && one.getHost().equalsIgnoreCase(two.getHost())
                && one.getPort() == two.getPort();
    }

    /** The host that people and {@code gh} know the API by: {@code github.com} for {@code api.github.com}. */
    static String webHost(URI apiUrl) {
        String host = apiUrl.getHost().toLowerCase(Locale.ROOT);
        boolean withoutPath = apiUrl.getPath().isEmpty() || "/".equals(apiUrl.getPath());
        return withoutPath && host.startsWith("api.") ? host.substring("api.".length()) : host;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Failure refused(URI apiUrl, String why) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "use " + withoutUser(apiUrl) + " as GitHub's API",
                why,
                "give target.github.api-url as https://HOST/…; plain http is for loopback addresses only");
    }

    private static String withoutUser(URI url) {
        return url.getRawUserInfo() == null ? url.toString() : url.toString().replace(url.getRawUserInfo() + "@", "");
    }
}
