package dev.kycplatform.flow.app.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.app.SigningKey;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Reads what operators say of apps. What is refused is named, with what was expected. */
@ApplicationScoped
class AppRequests {
    private static final Set<String> CREATION = Set.of("app_handle", "name", "address", "reason");

    /** @param address of the key the app signs with; absent: a key is made */
    record Creation(
            AppHandle handle, String name, Optional<String> address, Optional<String> reason) {}

    Creation creation(byte[] body) {
        var json = OperatorBody.of(body, CREATION);
        var handle = json.requiredText("app_handle");
        if (!AppHandle.isHandle(handle)) {
            throw Operators.invalid("app_handle must match " + AppHandle.PATTERN);
        }
        var name = Operators.storable(json.text("name").orElse(handle), "name");
        return new Creation(
                new AppHandle(handle),
                name,
                json.text("address").map(AppRequests::address),
                json.reason());
    }

    /** @throws KycException with NOT_FOUND for what can be no app's handle */
    AppHandle handle(String text) {
        if (!AppHandle.isHandle(text)) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no app with such a handle");
        }
        return new AppHandle(text);
    }

    private static String address(String text) {
        if (!SigningKey.isAddress(text)) {
            throw Operators.invalid("address must be 0x and 40 hex digits");
        }
        return SigningKey.canonical(text);
    }
}
