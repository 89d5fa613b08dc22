package dev.interlude.publisher.github;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code X-GitHub-SSO}, by which an organisation asks for a token that its single sign-on knows. */
final class SingleSignOn {

    /** An address is shown only where it is GitHub's: people follow it and sign in there. */
    private static final Pattern ADDRESS =
            Pattern.compile("required;\\s*url=(https://github\\.com/[\\w./?=&%+~:-]{1,500})\\s*");

    private SingleSignOn() {}

    static Optional<String> advice(Answer answer) {
        return answer.header("X-GitHub-SSO")
                .filter(value -> value.startsWith("required"))
                .map(value -> {
                    Matcher address = ADDRESS.matcher(value);
                    return "authorise the token for the organisation's single sign-on: "
                            + (address.matches()
                                    ? address.group(1)
                                    : "Settings, Developer settings, the token, Configure SSO");
                });
    }
}
