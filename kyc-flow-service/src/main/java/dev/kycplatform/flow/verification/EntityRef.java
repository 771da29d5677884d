package dev.kycplatform.flow.verification;

import java.util.UUID;

/** The person or company a verification is about. */
public record EntityRef(UUID id, String appHandle, String userHandle) {
    /** Key of its records: {@code app/entity}. */
    public String key() {
        return appHandle + "/" + userHandle;
    }
}
