package dev.kycplatform.localstack.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1}, and the authority that signed it. The authority's key is
 * thrown away once it has signed, so that trusting it trusts this one certificate.
 *
 * @param authority who trusts this file trusts the certificate
 */
public record DevelopmentCertificate(Path authority, Path certificate, Path key) {
    /** What the authority is called, with a number behind it: a hardened service refuses what it signed. */
    private static final String ISSUER = "KYC Platform development CA";

    /** The longest that clients accept. */
    private static final Duration LIFETIME = Duration.ofDays(397);

    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The one in the directory, or a new one if there is none or it ends soon. */
    public static DevelopmentCertificate in(Path directory, Clock clock) {
        return signedBy(ISSUER, directory, clock);
    }

    /** The same, by an authority of this name, for tests of what development ones are refused in. */
    public static DevelopmentCertificate signedBy(String name, Path directory, Clock clock) {
        DevelopmentCertificate files =
                new DevelopmentCertificate(
                        directory.resolve("ca.pem"),
                        directory.resolve("localhost.pem"),
                        directory.resolve("localhost-key.pem"));
        if (!files.areGoodAt(clock.instant().plus(RENEWED_BEFORE_END))) {
            files.make(name, clock.instant());
        }
        return files;
    }

    private boolean areGoodAt(Instant time) {
        if (!Files.exists(authority) || !Files.exists(key) || !Files.exists(certificate)) {
            return false;
        }
        try {
            byte[] first = Pem.decode(Files.readString(certificate));
            X509Certificate read =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(first));
            read.checkValidity(Date.from(time));
            return true;
        } catch (CertificateException | IOException broken) {
            return false;
        }
    }

    private void make(String name, Instant now) {
        try {
            X500Name issuer = new X500Name("CN=" + name + " " + now.getEpochSecond());
            KeyPair issuerKeys = keys();
            X509Certificate issued = authority(issuer, issuerKeys, now);
            KeyPair serverKeys = keys();
            X509Certificate server = server(issuer, issuerKeys, serverKeys, now);
            PrivateFiles.write(authority, Pem.encode("CERTIFICATE", issued.getEncoded()));
            PrivateFiles.write(certificate, Pem.encode("CERTIFICATE", server.getEncoded()));
            PrivateFiles.write(
                    key, Pem.encode("PRIVATE KEY", serverKeys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the development certificate", e);
        }
    }

    private static X509Certificate authority(X500Name name, KeyPair keys, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var builder = builder(name, name, keys, now);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys.getPrivate());
    }

    private static X509Certificate server(
            X500Name issuer, KeyPair issuerKeys, KeyPair keys, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var extensions = new JcaX509ExtensionUtils();
        var builder = builder(issuer, new X500Name("CN=localhost"), keys, now);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        }));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        return signed(builder, issuerKeys.getPrivate());
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFETIME).minus(Duration.ofDays(2))),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        X509CertificateHolder holder =
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
