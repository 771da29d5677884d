package dev.kycplatform.sandbox.person;

import java.util.Base64;

/** A portrait, as a JPEG. */
public record Photo(byte[] jpeg) {

    public String base64() {
        return Base64.getEncoder().encodeToString(jpeg);
    }
}
