package dev.interlude.publisher.github;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;

/** Keys of Apps, made anew for each run: none stands in the repository. */
final class Keys {

    private Keys() {}

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pkcs8(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** The form in which GitHub hands them out (RFC 8017, appendix A.1.2). */
    static String pkcs1(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        List.of(
                        BigInteger.ZERO,
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient())
                .forEach(number -> numbers.writeBytes(element(0x02, number.toByteArray())));
        return pem("RSA PRIVATE KEY", element(0x30, numbers.toByteArray()));
    }

    static String pem(String type, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        if (content.length < 0x80) {
            der.write(content.length);
        } else {
            int skipped = length[0] == 0 ? 1 : 0;
            der.write(0x80 | (length.length - skipped));
            der.write(length, skipped, length.length - skipped);
        }
        der.writeBytes(content);
        return der.toByteArray();
    }
}
