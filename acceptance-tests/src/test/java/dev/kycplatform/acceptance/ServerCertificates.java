package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.secret.DevelopmentCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The one certificate of all servers of a test, in the forms that Java's clients and servers want. */
final class ServerCertificates {
    static final String TRUST_STORE_PASSWORD = "of-certificates";

    private static final char[] NO_PASSWORD = new char[0];

    private final DevelopmentCertificate certificate;

    ServerCertificates(DevelopmentCertificate certificate) {
        this.certificate = certificate;
    }

    /** Shows the servers' certificate and trusts its authority alone. */
    SSLContext tls() throws IOException, GeneralSecurityException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(der(certificate.key()))),
                NO_PASSWORD,
                new Certificate[] {read(certificate.certificate())});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", read(certificate.authority()));
        return trusted;
    }

    /** @return the file */
    Path writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        try (var written = Files.newOutputStream(file)) {
            trusted().store(written, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    private static Certificate read(Path pem) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
    }

    private static byte[] der(Path pem) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }
}
