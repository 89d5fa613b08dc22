package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /repos/{owner}/{repo}/pages/health}: what GitHub itself finds out about a domain's DNS. It answers "later"
 * first, needs as much permission as changing the settings, and enterprise servers do not have it; so it only ever adds
 * to an explanation, and what goes wrong with it is left unsaid.
 */
final class HealthEndpoint {

    private static final int MOST_QUESTIONS = 4;
    private static final Duration GAP = Duration.ofSeconds(2);

    private final GitHubApi api;
    private final RepositoryName repository;

    HealthEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** What is wrong with the domain, in words; empty where GitHub does not say, or not to this token. */
    Optional<String> complaint(TimeBudget budget, Sleeper sleeper) {
        if (api.isEnterpriseServer() || !api.mayAdminister()) {
            return Optional.empty();
        }
        try {
            for (int question = 1; question <= MOST_QUESTIONS; question++) {
                Answer answer = api.poll(repository.path("/pages/health"));
                if (!answer.is(202)) {
                    return answer.is(200) ? inWords(answer.json().path("domain")) : Optional.empty();
                }
                if (!budget.allows(GAP)) {
                    break;
                }
                sleeper.sleep(GAP);
            }
        } catch (Failure unexplained) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> inWords(JsonNode domain) {
        List<String> complaints = new ArrayList<>();
        if (isFalse(domain, "dns_resolves")) {
            complaints.add("its name does not resolve");
        } else if (isFalse(domain, "is_served_by_pages")) {
            complaints.add("its DNS records do not lead to GitHub Pages");
        }
        if (domain.path("is_non_github_pages_ip_present").asBoolean(false)) {
            complaints.add("some of its addresses are not GitHub's");
        }
        if (domain.path("is_proxied").asBoolean(false)) {
            complaints.add("a proxy stands in front of it");
        }
        text(domain, "caa_error")
                .ifPresent(error -> complaints.add("its CAA records refuse the certificate: " + error));
        text(domain, "https_error").ifPresent(error -> complaints.add("https fails: " + error));
        text(domain, "reason").ifPresent(reason -> complaints.add("GitHub calls it " + reason));
        return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", complaints));
    }

    private static boolean isFalse(JsonNode domain, String field) {
        return domain.path(field).isBoolean() && !domain.path(field).booleanValue();
    }

    private static Optional<String> text(JsonNode domain, String field) {
        String line =
                domain.path(field).asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(line.length() > 200 ? line.substring(0, 200) : line);
    }
}
