package dev.kycplatform.intake.conformance;

import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.awaitility.Awaitility;

/** The partners the rules speak of, each registered when it is first needed. */
final class Partners {
    private static final ConcurrentMap<String, RegisteredPartner> KNOWN = new ConcurrentHashMap<>();

    private Partners() {}

    /** @throws IllegalArgumentException if no rule may speak of such a partner */
    static RegisteredPartner named(String name) {
        return switch (name) {
            case "good" -> IntakeUnderTest.partner();
            case "another", "not enabled for production" ->
                    KNOWN.computeIfAbsent(name, _ -> IntakeUnderTest.registerPartner());
            case "enabled for production" ->
                    KNOWN.computeIfAbsent(name, _ -> changed("production_enabled = true", "2220"));
            case "disabled" -> KNOWN.computeIfAbsent(name, _ -> changed("enabled = false", "2213"));
            case "unknown" -> new RegisteredPartner("424242424242", "nobody's key");
            default -> throw new IllegalArgumentException("no such partner: " + name);
        };
    }

    /** Registers a partner and changes it in the registry, from where the change travels as every other. */
    private static RegisteredPartner changed(String change, String codeBefore) {
        var partner = IntakeUnderTest.registerPartner();
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var update =
                        admin.prepareStatement(
                                "UPDATE intake.partner SET version = version + 1, "
                                        + change
                                        + " WHERE partner_id = ?")) {
            update.setString(1, partner.id());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Awaitility.await("the change to be in force")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !codeBefore.equals(IntakeUnderTest.codeWithoutFields(partner)));
        return partner;
    }

    /** The key of a partner, or of nobody. */
    static String keyOf(String name) {
        return name.equals("nobody") ? "nobody's key" : named(name).apiKey();
    }
}
