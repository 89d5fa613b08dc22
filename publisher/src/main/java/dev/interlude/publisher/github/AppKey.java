package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An App's private key, in the form that GitHub hands out (PKCS#1) or the one that Java reads (PKCS#8). No message
 * quotes it, and no cause of a failure is kept that might.
 */
final class AppKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final int LONGEST = 16 * 1024;

    /** What else people keep in such files, and what to do about it. */
    private static final Map<String, String> OTHERS = Map.of(
            "ENCRYPTED PRIVATE KEY", "it is encrypted; decrypt it: openssl pkey -in KEY -out DECRYPTED",
            "OPENSSH PRIVATE KEY", "it is an SSH key; an App's key comes from the App's settings page",
            "EC PRIVATE KEY", "it is no RSA key; an App's key comes from the App's settings page",
            "PUBLIC KEY", "it is the public half; give the private one",
            "RSA PUBLIC KEY", "it is the public half; give the private one",
            "CERTIFICATE", "it is a certificate; give the private key");

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * The key in that text.
     *
     * @param source where the text was found, in words
     * @param text PEM; {@code \n} may stand for line breaks, as in variables that cannot hold any
     * @throws Failure CONFIGURATION if there is no RSA key in it, or more than one
     */
    static AppKey of(String source, String text) {
        if (text.isBlank()) {
            throw unusable(source, "it is empty");
        }
        if (text.length() > LONGEST) {
            throw unusable(source, "it is longer than " + LONGEST / 1024 + " KiB");
        }
        Matcher pem = PEM.matcher(text.replace("\\r", "").replace("\\n", "\n"));
        if (!pem.find()) {
            throw unusable(source, "it holds no -----BEGIN … PRIVATE KEY----- with its end");
        }
        String type = pem.group(1);
        String content = pem.group(2);
        if (pem.find()) {
            throw unusable(source, "it holds more than one key");
        }
        return new AppKey(key(source, type, content));
    }

    /** RS256. */
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with RSA, and the key was read as one", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }

    private static PrivateKey key(String source, String type, String content) {
        if (content.contains("ENCRYPTED")) {
            throw unusable(source, "it is encrypted; decrypt it: openssl pkey -in KEY -out DECRYPTED");
        }
        if (!type.equals("RSA PRIVATE KEY") && !type.equals("PRIVATE KEY")) {
            throw unusable(source, OTHERS.getOrDefault(type, "it is no private key"));
        }
        try {
            byte[] der = Base64.getDecoder().decode(content.replaceAll("\\s", ""));
            byte[] pkcs8 = type.startsWith("RSA") ? wrapped(der) : der;
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw unusable(source, "what stands between its first and last line is no RSA key: it is damaged or cut");
        }
    }

    /** PKCS#8 is PKCS#1 with a version and the name of the algorithm before it (RFC 5208, section 5). */
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] version = {0x02, 0x01, 0x00};
        byte[] rsa = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0};
        byte[] octets = der((byte) 0x04, pkcs1);
        return der(
                (byte) 0x30,
                ByteBuffer.allocate(version.length + rsa.length + octets.length)
                        .put(version)
                        .put(rsa)
                        .put(octets)
                        .array());
    }

    /** Tag, length in the fewest bytes, content. */
    private static byte[] der(byte tag, byte[] content) {
        int length = content.length;
        ByteBuffer der = ByteBuffer.allocate(length + 4).put(tag);
        if (length < 0x80) {
            der.put((byte) length);
        } else if (length < 0x100) {
            der.put((byte) 0x81).put((byte) length);
        } else {
            der.put((byte) 0x82).putShort((short) length);
        }
        return Arrays.copyOf(der.put(content).array(), der.position());
    }

    private static Failure unusable(String source, String why) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "use the App's key from " + source,
                why,
                "give the file that the App's settings page made (Private keys, Generate a private key), as it is");
    }
}
