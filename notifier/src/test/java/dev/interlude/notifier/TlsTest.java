package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.config.TlsFiles;
import dev.interlude.notifier.hub.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the port carries, over TLS. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void everyTransportIsServedOverTls(String algorithm) throws Exception {
        X509Certificate certificate = issue(algorithm, "first");
        try (RunningHub hub = start()) {
            assertThat(hub.uri("/").getScheme()).isEqualTo("https");
            HttpClient client = trusting(certificate);

            URI live = URI.create("wss://localhost:" + hub.port() + "/v1/apps/shop/live");
            TestSubscriber socket = TestSubscriber.connect(client, live);
            assertThat(socket.nextState().get("phase").textValue()).isEqualTo("operational");

            HttpResponse<java.io.InputStream> events =
                    client.send(get(hub, "/v1/apps/shop/events"), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith("retry: ");
                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine()).isEqualTo("id: 0.0");

                HttpRequest put = HttpRequest.newBuilder(local(hub, "/v1/apps/shop/state"))
                        .headers("If-Match", "*", "Authorization", "Bearer " + RunningHub.SECRET)
                        .PUT(HttpRequest.BodyPublishers.ofString(States.inProgressDocument("shop", "words")))
                        .build();
                assertThat(client.send(put, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
                assertThat(socket.nextState().get("phase").textValue()).isEqualTo("in_progress");
                String line = lines.readLine();
                while (!line.contains("in_progress")) {
                    line = lines.readLine();
                }
            }
        }
    }

    @Test
    void renewedCertificateIsShownWithoutARestart() throws Exception {
        X509Certificate first = issue("EC", "first");
        try (RunningHub hub = start()) {
            assertThat(status(hub, first)).isEqualTo(200);

            X509Certificate second = issue("RSA", "second");
            hub.adopt(settings(), RunningHub.ADMIN);

            assertThat(status(hub, second)).isEqualTo(200);
            assertThatThrownBy(() -> status(hub, first)).isInstanceOf(IOException.class);

            Files.writeString(folder.resolve("key.pem"), "no key");
            assertThatThrownBy(() -> hub.adopt(settings(), RunningHub.ADMIN))
                    .hasMessageContaining("PKCS #8")
                    .hasMessageContaining("openssl pkcs8");
            assertThat(status(hub, second)).isEqualTo(200);
        }
    }

    @Test
    void filesOfOtherNamesAreTakenOverWithoutARestart() throws Exception {
        X509Certificate first = issue("EC", "first");
        try (RunningHub hub = start()) {
            assertThat(status(hub, first)).isEqualTo(200);

            X509Certificate second = issue("EC", "second");
            Path certificate = Files.move(folder.resolve("certificate.pem"), folder.resolve("new-certificate.pem"));
            Path key = Files.move(folder.resolve("key.pem"), folder.resolve("new-key.pem"));
            TlsFiles others = new TlsFiles(certificate, key);
            hub.adopt(RunningHub.settings(Set.of(), Limits.ofConnections(10), 0, others), RunningHub.ADMIN);

            assertThat(status(hub, second)).isEqualTo(200);
        }
    }

    @Test
    void firstFrameMayBeCutAnywhereBetweenRecords() throws Exception {
        X509Certificate certificate = issue("EC", "first");
        byte[] head = RawClient.handshake("shop").getBytes(StandardCharsets.US_ASCII);
        byte[] all = FuzzCorpus.joined(head, RawClient.masked(9, "early".getBytes(StandardCharsets.US_ASCII)));
        SSLSocketFactory sockets = contextOf(certificate).getSocketFactory();
        try (RunningHub hub = start()) {
            for (int cut = head.length - 2; cut <= all.length; cut++) {
                try (RawClient client = new RawClient(sockets.createSocket(), hub.port())) {
                    client.send(Arrays.copyOf(all, cut));
                    client.send(Arrays.copyOfRange(all, cut, all.length));

                    assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
                    assertThat(client.readFrame().text()).startsWith("{\"type\":\"state\"");
                    assertThat(client.readFrame().text()).isEqualTo("early");
                }
            }
            Waiting.until("nobody is connected", () -> hub.connections() == 0);
        }
    }

    /** Takes as long as the hub's patience with idle connections: 15 s. */
    @Test
    void clientThatDoesNotFinishItsHandshakeIsCutAndCounted() throws Exception {
        X509Certificate certificate = issue("EC", "first");
        byte[] beginning = {0x16, 3, 1, 0, (byte) 0xC8, 1, 0, 0, (byte) 0xC4, 3, 3};
        try (RunningHub hub = start();
                RawClient silent = new RawClient(hub.port());
                RawClient dripping = new RawClient(hub.port())) {
            dripping.send(beginning);
            dripUntilCut(dripping);
            silent.readToEnd();

            String metrics = trusting(certificate)
                    .send(get(hub, "/metrics"), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics).contains("interlude_limit_reached_total{limit=\"no_request\"} 2.0");
        }
    }

    private static void dripUntilCut(RawClient client) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try {
            while (!client.hasEndedWithin(500)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                client.send(new byte[] {0});
            }
        } catch (SocketException e) {
            // Cut while it was sending.
        }
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
        issue("EC", "first");
        String key = Files.readString(folder.resolve("key.pem"));
        issue("EC", "second");
        Files.writeString(folder.resolve("key.pem"), key);

        assertThatThrownBy(this::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is not the key of the certificate");
    }

    private RunningHub start() {
        return RunningHub.start(new MemoryBackplane(), attempt -> {}, Timing.STANDARD, settings(), RunningHub.ADMIN);
    }

    private Settings settings() {
        return RunningHub.settings(
                Set.of(),
                Limits.ofConnections(10),
                0,
                new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem")));
    }

    private static int status(RunningHub hub, X509Certificate trusted) throws Exception {
        return trusting(trusted)
                .send(get(hub, "/health/live"), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest get(RunningHub hub, String path) {
        return HttpRequest.newBuilder(local(hub, path)).build();
    }

    private static URI local(RunningHub hub, String path) {
        return URI.create("https://localhost:" + hub.port() + path);
    }

    private static HttpClient trusting(X509Certificate certificate) throws Exception {
        return HttpClient.newBuilder().sslContext(contextOf(certificate)).build();
    }

    private static SSLContext contextOf(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hub", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Has the JDK's keytool make a key and certificate for localhost, and writes both as PEM. */
    private X509Certificate issue(String algorithm, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        X509Certificate certificate = (X509Certificate) keys.getCertificate("hub");
        write("certificate.pem", "CERTIFICATE", certificate.getEncoded());
        write("key.pem", "PRIVATE KEY", keys.getKey("hub", PASSWORD).getEncoded());
        return certificate;
    }

    private void write(String file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
