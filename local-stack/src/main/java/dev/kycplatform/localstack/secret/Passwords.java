package dev.kycplatform.localstack.secret;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Random passwords by name, kept in one file; each is made when it is first asked for. */
public final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final Path file;
    private final Properties known = new Properties();

    public Passwords(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                known.load(new StringReader(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /** Letters, digits, {@code -} and {@code _} only: nothing that a URL or SQL would have to quote. */
    public synchronized String of(String name) {
        String password = known.getProperty(name);
        if (password != null) {
            return password;
        }
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        known.setProperty(name, made);
        store();
        return made;
    }

    private void store() {
        StringWriter content = new StringWriter();
        try {
            known.store(content, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFiles.write(file, content.toString());
    }
}
