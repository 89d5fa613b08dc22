package dev.interlude.notifier.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate and key that the hub shows, read anew whenever it is asked to. Safe for many threads. */
public final class ServerIdentity {

    private static final String ALIAS = "hub";

    private volatile Pair pair;

    private ServerIdentity(Pair pair) {
        this.pair = pair;
    }

    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(X509Certificate[] chain, PrivateKey key) {}

    /**
     * Reads the two PEM files.
     *
     * @throws IOException if a file cannot be read, or what stands in it is no certificate or no key; the message says which
     */
    public static ServerIdentity in(Path certificate, Path key) throws IOException {
        return new ServerIdentity(read(certificate, key));
    }

    /**
     * Reads two files, the same or others; new connections are shown what they hold now.
     *
     * @throws IOException as when it was made, and then nothing changes
     */
    public void adopt(Path certificate, Path key) throws IOException {
        pair = read(certificate, key);
    }

    /** When the certificate that is shown ends. */
    public Instant expires() {
        return pair.chain()[0].getNotAfter().toInstant();
    }

    /** A context whose connections show this identity: TLS 1.2 and 1.3, by the JDK's own rules. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Shown()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static Pair read(Path certificate, Path key) throws IOException {
        try {
            X509Certificate[] chain = PemFiles.certificates(certificate);
            if (chain.length == 0) {
                throw new IOException(certificate + " holds no certificate");
            }
            PrivateKey secret = PemFiles.key(key);
            if (!belongTogether(chain[0], secret)) {
                throw new IOException(key + " is not the key of the certificate in " + certificate);
            }
            return new Pair(chain, secret);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        return signature.verify(signed);
    }

    private final class Shown extends X509ExtendedKeyManager {

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return pair.key().getAlgorithm().equals(keyType) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
            return pair.key().getAlgorithm().equals(keyType) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return pair.chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return pair.key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
