package dev.telltale.ingest.dial;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are believed: those that Java trusts, and those of a PEM file. */
public final class Trust {
    private Trust() {}

    /**
     * Makes TLS sockets.
     *
     * @throws IllegalArgumentException where the file cannot be read as certificates; the message names it
     */
    public static SSLSocketFactory sockets(Optional<Path> pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            if (pem.isPresent()) {
                add(store, pem.get());
            }
            for (X509Certificate certificate : javas()) {
                store.setCertificateEntry("java-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("telltale.ingest.addresses.trusted-certificates cannot be used: "
                    + pem.map(Path::toString).orElse("Java's own") + " (" + e.getMessage() + ")", e);
        }
    }

    private static void add(KeyStore store, Path pem) throws GeneralSecurityException, IOException {
        try (InputStream bytes = Files.newInputStream(pem)) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                store.setCertificateEntry("own-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException("it holds no certificate");
        }
    }

    private static X509Certificate[] javas() throws GeneralSecurityException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore javasOwn = null;
        usual.init(javasOwn);
        return Arrays.stream(usual.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast).flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
