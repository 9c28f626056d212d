package io.debezium.server.turso.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/**
 * A self-signed certificate, made by the JDK's keytool.
 *
 * @param keyStore PKCS #12 with the private key
 * @param pem the certificate alone
 * @param key the private key alone, as PEM
 */
public record TestCertificate(Path keyStore, Path pem, Path key) {
    private static final String PASSWORD = "changeit";

    /** One for the subject alternative name {@code san}, in keytool's syntax, in files that start with {@code base}. */
    public static TestCertificate create(Path base, String san) {
        Path keyStore = base.resolveSibling(base.getFileName() + ".p12");
        Path pem = base.resolveSibling(base.getFileName() + ".pem");
        keytool(
                keyStore,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + san,
                "-validity",
                "2");
        keytool(keyStore, "-exportcert", "-alias", "a", "-rfc", "-file", pem.toString());
        Path key = base.resolveSibling(base.getFileName() + ".key");
        try {
            Files.writeString(key, privateKey(load(keyStore)));
        } catch (IOException | GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
        return new TestCertificate(keyStore, pem, key);
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String privateKey(KeyStore store) throws GeneralSecurityException {
        byte[] encoded = store.getKey("a", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** For a server that shows it. */
    public SSLContext sslContext() throws GeneralSecurityException, IOException {
        return sslContext(null);
    }

    /** The same, and it trusts {@code client} alone, if that is given. */
    public SSLContext sslContext(@Nullable TestCertificate client) throws GeneralSecurityException, IOException {
        KeyStore store = load(keyStore);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trust = null;
        if (client != null) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("client", load(client.keyStore).getCertificate("a"));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            trust = factory.getTrustManagers();
        }
        context.init(keys.getKeyManagers(), trust, new SecureRandom());
        return context;
    }

    private static void keytool(Path keyStore, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + command);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
