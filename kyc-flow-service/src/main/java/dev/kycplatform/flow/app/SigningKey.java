package dev.kycplatform.flow.app;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fresh key pair to sign requests with, for an app that brings none.
 *
 * @param privateKey 64 hex digits; shown once and not kept
 * @param address {@code 0x} and 40 hex digits, lower case
 */
public record SigningKey(String privateKey, String address) {
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

    /** True for {@code 0x} and 40 hex digits, in whatever case. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** As addresses are compared: case tells nothing but a checksum. */
    public static String canonical(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "SigningKey[" + address + "]";
    }
}
