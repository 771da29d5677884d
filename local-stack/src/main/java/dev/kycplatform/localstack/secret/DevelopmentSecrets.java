package dev.kycplatform.localstack.secret;

import dev.kycplatform.contracts.seal.Keysets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that services and operators of one development stack hold in files.
 *
 * @param operatorToken for the role {@code operator}; also in {@code operator.token}
 */
public record DevelopmentSecrets(
        Path keysets,
        DevelopmentCertificate certificate,
        OperatorKeys operator,
        String operatorToken) {
    /** Those in the directory; what is missing is made, and the token is a new one each time. */
    public static DevelopmentSecrets in(Path directory, Clock clock) {
        PrivateFiles.directory(directory);
        Path keysets = directory.resolve("keysets");
        Keysets.generateAll(keysets);
        OperatorKeys operator = OperatorKeys.in(directory.resolve("operator"));
        String token = operator.token("operator", clock);
        PrivateFiles.write(tokenFile(directory), token + "\n");
        PrivateFiles.write(
                complianceTokenFile(directory), operator.token("compliance", clock) + "\n");
        PrivateFiles.write(readerTokenFile(directory), operator.token("reader", clock) + "\n");
        return new DevelopmentSecrets(
                keysets,
                DevelopmentCertificate.in(directory.resolve("tls"), clock),
                operator,
                token);
    }

    /** Where the token is, for those who only read it. */
    public static Path tokenFile(Path directory) {
        return directory.resolve("operator.token");
    }

    /** Where the token for the role {@code compliance} is, which approves flows. */
    public static Path complianceTokenFile(Path directory) {
        return directory.resolve("compliance.token");
    }

    /** Where the token for the role {@code reader} is, which downstream systems have. */
    public static Path readerTokenFile(Path directory) {
        return directory.resolve("reader.token");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "DevelopmentSecrets[" + keysets.getParent() + "]";
    }
}
