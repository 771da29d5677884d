package dev.kycplatform.sandbox.person;

/** A number as 64 well-mixed bits; the same in every run, and no secret. */
public final class Fingerprint {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Fingerprint() {}

    /** FNV-1a over the characters, then a finalizer, because FNV leaves the upper bits of short texts alike. */
    public static long of(String text) {
        var hash = FNV_OFFSET;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
