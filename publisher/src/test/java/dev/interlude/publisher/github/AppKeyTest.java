package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key is read in every form in which people have it, and everything else is named without being quoted. */
class AppKeyTest {

    private static final KeyPair PAIR = Keys.pair();
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    static Stream<String> forms() {
        String own = Keys.pkcs1(PAIR);
        return Stream.of(
                own,
                Keys.pkcs8(PAIR),
                own.replace("\n", "\r\n"),
                own.replace("\n", "\\n"),
                "\ufeff" + own,
                "\n  " + own + "\n\n");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void signsWhatGitHubCanVerify(String pem) throws GeneralSecurityException {
        byte[] signed = AppKey.of("a test", pem).sign(MESSAGE);

        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(PAIR.getPublic());
        signature.update(MESSAGE);
        assertThat(signature.verify(signed)).isTrue();
    }

    static Stream<Arguments> others() throws GeneralSecurityException {
        byte[] der = PAIR.getPrivate().getEncoded();
        byte[] curve = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String own = Keys.pkcs1(PAIR);
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of(" \n", "empty"),
                Arguments.of("ghp_abcdefghijklmnopqrstuvwxyz", "holds no -----BEGIN"),
                Arguments.of(own.substring(0, own.length() / 2), "with its end"),
                Arguments.of(own.replaceFirst("\n.{64}\n", "\n"), "damaged or cut"),
                Arguments.of(own.replaceFirst("\n(.{30})", "\n$1!"), "damaged or cut"),
                Arguments.of(own + Keys.pkcs8(PAIR), "more than one key"),
                Arguments.of(
                        own.replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"),
                        "openssl pkey"),
                Arguments.of(Keys.pem("ENCRYPTED PRIVATE KEY", der), "openssl pkey"),
                Arguments.of(Keys.pem("OPENSSH PRIVATE KEY", der), "SSH key"),
                Arguments.of(Keys.pem("EC PRIVATE KEY", der), "no RSA key"),
                Arguments.of(Keys.pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), "public half"),
                Arguments.of(Keys.pem("CERTIFICATE", der), "certificate"),
                Arguments.of(Keys.pem("PRIVATE KEY", curve), "no RSA key"),
                Arguments.of(Keys.pem("RSA PRIVATE KEY", der), "no RSA key"),
                Arguments.of(own + " ".repeat(20_000), "longer than"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNoKeyIsNamedAndNotQuoted(String text, String said) {
        Failure failure = refused(() -> AppKey.of("the file app.pem", text));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.tried()).contains("app.pem");
        assertThat(failure.happened()).contains(said);
        assertThat(failure).hasNoCause();
        // No run of eight characters of the content stands in anything that is said.
        String all = failure.tried() + failure.happened() + failure.advice();
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> line.length() >= 8 && !line.startsWith("-----") && !line.contains(": "))
                .toList();
        assertThat(lines).noneMatch(line -> all.contains(line.substring(0, 8)));
    }

    @Test
    void neverPrintsItself() {
        assertThat(AppKey.of("a test", Keys.pkcs8(PAIR))).hasToString("***");
    }
}
