package dev.kycplatform.flow.verification.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.VerificationState;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Verifications in the contract's forms (sections 4.2, 4.3 and 7.4). */
final class VerificationJson {
    private VerificationJson() {}

    static String entityType(boolean isBusiness) {
        return isBusiness ? "business" : "individual";
    }

    /** An item of the list: the time as text. */
    static void listed(ObjectNode item, Verification verification) {
        item.put("verification_uuid", verification.id().toString())
                .put("flow", verification.flow().toString())
                .put("verification_status", verification.state().wire())
                .put(
                        "requested_at",
                        DateTimeFormatter.ISO_INSTANT.format(
                                verification.requestedAt().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The record: times as seconds. */
    static void recorded(ObjectNode body, Verification verification) {
        body.put("verification_id", verification.id().toString())
                .put("requested_at", verification.requestedAt().getEpochSecond())
                .put("updated_at", verification.updatedAt().getEpochSecond())
                .put("entity_type", entityType(verification.isBusiness()))
                .put("verification_status", verification.state().wire())
                .put("flow", verification.flow().toString());
        checks(body, "checks_performed", verification.checks());
        body.putNull("parent_verification");
        texts(
                body.putObject("reasons"),
                verification.entity().userHandle(),
                verification.reasons());
        body.put("kyc_action", verification.action().map(KycAction::wire).orElse(null));
        body.putNull("certification_status");
    }

    /** An entry of the Classic history. */
    static void historic(ObjectNode entry, Verification verification) {
        entry.put("verification_id", verification.id().toString())
                .put("verification_status", verification.state().wire())
                .put("kyc_level", verification.kycLevel().orElse(""))
                .put("requested_at", verification.requestedAt().getEpochSecond())
                .put("updated_at", verification.updatedAt().getEpochSecond());
        texts(entry, "reasons", verification.reasons());
        texts(entry, "tags", verification.tags());
        entry.put("score", verification.score()).putNull("parent_verification");
    }

    static void checks(ObjectNode body, String name, List<Check> checks) {
        texts(body, name, checks.stream().map(Check::wire).toList());
    }

    static void texts(ObjectNode body, String name, List<String> texts) {
        var list = body.putArray(name);
        texts.forEach(list::add);
    }

    /** What is said of an entity in this state; clients look for words in it (contract, sections 5 and 7.4). */
    static String message(String userHandle, boolean isBusiness, VerificationState state) {
        return switch (state) {
            case VerificationState.Passed _ ->
                    isBusiness
                            ? "Business has passed verification! " + userHandle
                            : userHandle + " has passed ID verification!";
            case VerificationState.Failed _ -> userHandle + " has failed ID verification.";
            case VerificationState.Pending _ -> userHandle + " is pending ID verification.";
            case VerificationState.DocumentsRequired _ ->
                    userHandle + " must correct data or provide documents for ID verification.";
            case VerificationState.DocumentsReceived _ ->
                    userHandle + " has provided documents for ID verification.";
            case VerificationState.Review _ -> userHandle + " is in review for ID verification.";
        };
    }
}
