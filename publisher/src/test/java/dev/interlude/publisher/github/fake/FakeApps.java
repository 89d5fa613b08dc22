package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;

/** GitHub Apps: proofs by their keys in, tokens of their installations out. */
final class FakeApps {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration LONGEST_PROOF = Duration.ofMinutes(10);

    private final Map<String, FakeInstallation> installations = new ConcurrentHashMap<>();
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();
    private final Supplier<Instant> time;
    private final BiFunction<String, Set<String>, String> issue;

    /** What a token opens, and until when; no repositories means all of the owner. */
    private record Opened(FakeInstallation by, Set<String> repositories, Instant until) {}

    /** @param issue makes a token for a login with permissions */
    FakeApps(Supplier<Instant> time, BiFunction<String, Set<String>, String> issue) {
        this.time = time;
        this.issue = issue;
    }

    FakeInstallation install(String app, PublicKey key, String account, String... permissions) {
        FakeInstallation installation =
                new FakeInstallation(app, key, account, new TreeMap<>(Map.copyOf(granted(List.of(permissions)))));
        installations.put(Long.toString(installation.id()), installation);
        return installation;
    }

    /** Whether that token was one of an App's and is over. */
    boolean isOver(String token) {
        Opened what = opened.get(token);
        return what != null && !time.get().isBefore(what.until());
    }

    boolean mayOpen(String token, String owner, String repository) {
        Opened what = opened.get(token);
        return what == null
                || (what.by().account().equalsIgnoreCase(owner)
                        && (what.repositories().isEmpty()
                                || what.repositories().contains(repository.toLowerCase(Locale.ROOT))));
    }

    /** Every token that was issued. */
    List<String> issued() {
        return List.copyOf(opened.keySet());
    }

    Reply handle(String method, String path, RecordedRequest wire, BiFunction<String, String, Boolean> exists) {
        String[] parts = path.split("/", 5);
        FakeInstallation installation = parts.length > 3 ? installations.get(parts[3]) : null;
        String proof = String.valueOf(wire.getHeaders().get("Authorization"));
        if (installation == null) {
            throw new Refused(404, "Integration not found");
        }
        check(proof.substring(proof.indexOf(' ') + 1), installation);
        String rest = parts.length > 4 ? parts[4] : "";
        if (method.equals("GET") && rest.isEmpty()) {
            return Reply.json(200, installation.json());
        } else if (method.equals("POST") && rest.equals("access_tokens")) {
            return token(installation, body(wire), exists);
        }
        throw new Refused(404, "Not Found");
    }

    private Reply token(FakeInstallation installation, JsonNode body, BiFunction<String, String, Boolean> exists) {
        if (installation.isSuspended()) {
            throw new Refused(403, "This installation has been suspended");
        }
        Map<String, String> wanted = new TreeMap<>();
        body.path("permissions")
                .properties()
                .forEach(field -> wanted.put(field.getKey(), field.getValue().asText()));
        if (!wanted.entrySet().stream().allMatch(installation::has)) {
            throw new Refused(422, "The permissions requested are not granted to this installation.");
        }
        List<String> repositories = new ArrayList<>();
        body.path("repositories").forEach(name -> repositories.add(name.asText()));
        if (!repositories.stream().allMatch(name -> exists.apply(installation.account(), name))) {
            throw new Refused(422, "There is at least one repository that does not exist or is not accessible");
        }
        Set<String> scopes = wanted.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.toSet());
        String secret = issue.apply(installation.app() + "[bot]", scopes);
        Instant until = time.get().plus(GOOD_FOR);
        opened.put(
                secret,
                new Opened(
                        installation,
                        repositories.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()),
                        until));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("token", secret).put("expires_at", until.toString());
        return Reply.json(201, json);
    }

    /** What GitHub checks: the signature, whose it is, and that it ends within ten minutes by GitHub's clock. */
    private void check(String proof, FakeInstallation installation) {
        String[] parts = proof.split("\\.");
        if (parts.length != 3 || !isSigned(parts, installation.key())) {
            throw new Refused(401, "A JSON web token could not be decoded");
        }
        JsonNode claims = decoded(parts[1]);
        if (!installation.app().equals(claims.path("iss").asText())) {
            throw new Refused(401, "'Issuer' claim ('iss') must be an Integration");
        }
        Instant now = time.get();
        Instant from = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant until = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (from.isAfter(now)) {
            throw new Refused(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the"
                            + " assertion was issued");
        } else if (until.isBefore(now)) {
            throw new Refused(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time"
                            + " at which the assertion expires");
        } else if (Duration.between(now, until).compareTo(LONGEST_PROOF) > 0) {
            throw new Refused(401, "'Expiration time' claim ('exp') is too far in the future");
        }
    }

    private static boolean isSigned(String[] parts, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return "RS256".equals(decoded(parts[0]).path("alg").asText())
                    && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode decoded(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new Refused(401, "A JSON web token could not be decoded");
        }
    }

    private static JsonNode body(RecordedRequest wire) {
        try {
            return JSON.readTree(wire.getBody() == null ? "{}" : wire.getBody().utf8());
        } catch (JacksonException e) {
            throw new Refused(400, "Problems parsing JSON");
        }
    }

    private static Map<String, String> granted(List<String> permissions) {
        return permissions.stream()
                .map(permission -> permission.split(":", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
