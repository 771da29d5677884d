package dev.kycplatform.dispatcher.endpoint.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate for one name that nobody resolves, made by the JDK's own keytool.
 *
 * @param certificate PEM
 */
public record TlsFiles(Path keyStore, Path certificate) {
    public static final String NAME = "callbacks.example";
    private static final String PASSWORD = "for-tests";

    public static TlsFiles make(Path directory) throws IOException, InterruptedException {
        var files = new TlsFiles(directory.resolve("key.p12"), directory.resolve("ca.pem"));
        keytool(
                "-genkeypair -alias one -keyalg EC -groupname secp256r1 -validity 2 -dname CN=%s -ext san=dns:%s"
                        .formatted(NAME, NAME),
                files.keyStore());
        keytool("-exportcert -alias one -rfc -file " + files.certificate(), files.keyStore());
        return files;
    }

    private static void keytool(String arguments, Path keyStore)
            throws IOException, InterruptedException {
        var command =
                "%s/bin/keytool %s -keystore %s -storetype PKCS12 -storepass %s"
                        .formatted(System.getProperty("java.home"), arguments, keyStore, PASSWORD);
        var process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    public ServerSocket serverSocket() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
