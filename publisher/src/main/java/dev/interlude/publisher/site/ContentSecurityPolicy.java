package dev.interlude.publisher.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the page may do: its own style and script by their hashes, images that it carries, and the named requests. */
final class ContentSecurityPolicy {

    private ContentSecurityPolicy() {}

    /** The policy as it may stand in a double-quoted attribute: no part of it can hold a quote or an ampersand. */
    static String of(String style, String script, Routes routes) {
        List<String> connections = connections(routes);
        return "default-src 'none'; style-src " + hash(style)
                + "; script-src " + hash(script)
                + "; img-src data:; connect-src " + (connections.isEmpty() ? "'none'" : String.join(" ", connections))
                + "; base-uri 'none'; form-action 'none'";
    }

    /** The places that the script asks. */
    private static List<String> connections(Routes routes) {
        List<String> connections = new ArrayList<>();
        if (routes.sharesTheApplicationsOrigin()) {
            // The one probe before the way back reads the page's own URL.
            connections.add("'self'");
        }
        URI hub = routes.hub();
        if (hub != null) {
            String origin = Routes.origin(hub);
            connections.add(origin);
            connections.add(origin.replaceFirst("^http", "ws"));
        }
        URI stateUrl = routes.stateUrl();
        if (stateUrl != null) {
            connections.add(Routes.origin(stateUrl) + stateUrl.getRawPath());
        }
        return connections;
    }

    static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
