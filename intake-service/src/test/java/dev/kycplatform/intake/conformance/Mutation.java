package dev.kycplatform.intake.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One way to spoil a body.
 *
 * @param at where, as a share of the body's length or of its tokens, in thousandths
 * @param with picks what is put there
 */
record Mutation(Kind kind, int at, int with) {
    private static final int WHOLE = 1_000;

    /** Beyond what the service reads; more would only be cut off. */
    private static final int MOST_BYTES_OF_ROWS = 100_000;

    /** Values, not keys: what stands after a colon. */
    private static final Pattern VALUE =
            Pattern.compile("(?<=:)\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9.eE+]+|true|false|null)");

    private static final Pattern KEY = Pattern.compile("\"[A-Za-z_]+\"(?=\\s*:)");

    private static final List<byte[]> BYTES =
            List.of(
                    new byte[] {0},
                    new byte[] {(byte) 0xff},
                    // NUL and half a character, encoded as they must not be.
                    new byte[] {(byte) 0xc0, (byte) 0x80},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                    new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
                    ascii("\""),
                    ascii("\\"),
                    ascii("\\u"),
                    ascii("{"),
                    ascii("}"),
                    ascii("["),
                    ascii(","),
                    ascii(":"),
                    ascii("/*"),
                    ascii("\r\n\r\n"),
                    ascii("-"),
                    ascii("e"));

    private static final List<String> TOKENS =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-0",
                    "5.0",
                    "1e308",
                    "1e-999999999",
                    "1e2147483648",
                    "-1E+99999999999999999999",
                    "9".repeat(99),
                    "9".repeat(1_001),
                    "0." + "1".repeat(500),
                    "[]",
                    "{}",
                    "[[[[{\"a\":[]}]]]]",
                    "[".repeat(31) + "]".repeat(31),
                    "[".repeat(10_000),
                    "{\"a\":".repeat(5_000),
                    "[" + "0,".repeat(20_000) + "0]",
                    "\"\"",
                    "\" \"",
                    "\"5\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\\u202e\\ufeff\"",
                    "\"" + "x".repeat(257) + "\"",
                    "\"" + "é".repeat(128) + "\"",
                    "\"" + "x".repeat(60_000) + "\"",
                    "\"../../etc/passwd\"",
                    "\"' OR 1=1 --\"",
                    "\"${jndi:ldap://x/y}\"",
                    "\"https://exa mple.com/\"",
                    "\"https://[::1]:99999/\"",
                    "\"//\"",
                    "\"http://\\u0000/\"",
                    "\"9999-99-99T99:99:99Z\"",
                    "\"+999999999-12-31T23:59:59Z\"",
                    "{\"job_id\":\"x\",\"job_id\":\"y\",\"user_id\":\"u\",\"job_type\":5}",
                    "{\"job_id\":\"x\",\"user_id\":\"u\",\"job_type\":\"5\",\"e\":1e400}",
                    "NaN",
                    "undefined");

    enum Kind {
        FLIP,
        INSERT,
        DELETE,
        REPEAT,
        TRUNCATE,
        CONCATENATE,
        /** As rows of a bulk request. */
        LINES,
        TOKEN,
        KEY_CASE,
        DUPLICATE_KEY
    }

    byte[] applyTo(byte[] body) {
        var from = (int) ((long) body.length * at / WHOLE);
        return switch (kind) {
            case FLIP -> flipped(body, from);
            case INSERT -> spliced(body, from, BYTES.get(with % BYTES.size()), from);
            case DELETE -> spliced(body, from, new byte[0], Math.min(body.length, from + 1 + with));
            case REPEAT ->
                    spliced(
                            body,
                            from,
                            Arrays.copyOfRange(body, from, Math.min(body.length, from + 1 + with)),
                            from);
            case TRUNCATE -> Arrays.copyOf(body, from);
            case CONCATENATE -> spliced(body, body.length, body, body.length);
            case LINES -> rows(body, with);
            case TOKEN -> replaced(body, VALUE, TOKENS.get(with % TOKENS.size()));
            case KEY_CASE -> keyInOtherCase(body);
            case DUPLICATE_KEY -> duplicated(body);
        };
    }

    private byte[] flipped(byte[] body, int at) {
        var flipped = body.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << (with % Byte.SIZE));
        }
        return flipped;
    }

    private byte[] replaced(byte[] body, Pattern tokens, String replacement) {
        var text = new String(body, StandardCharsets.UTF_8);
        var found = tokens.matcher(text).results().toList();
        if (found.isEmpty()) {
            return body;
        }
        var token = found.get(at * found.size() / (WHOLE + 1));
        return utf8(text.substring(0, token.start()) + replacement + text.substring(token.end()));
    }

    private byte[] keyInOtherCase(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var keys = KEY.matcher(text).results().map(MatchResult::group).toList();
        return keys.isEmpty()
                ? body
                : replaced(
                        body,
                        KEY,
                        keys.get(at * keys.size() / (WHOLE + 1)).toUpperCase(Locale.ROOT));
    }

    private byte[] duplicated(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var keys = KEY.matcher(text).results().map(MatchResult::group).toList();
        if (keys.isEmpty()) {
            return body;
        }
        var key = keys.get(at * keys.size() / (WHOLE + 1));
        return utf8(text.replaceFirst("\\{", "{" + key + ":" + "\"" + with + "\","));
    }

    private static byte[] spliced(byte[] body, int from, byte[] between, int to) {
        var spliced = new ByteArrayOutputStream(body.length + between.length);
        spliced.write(body, 0, from);
        spliced.writeBytes(between);
        spliced.write(body, to, body.length - to);
        return spliced.toByteArray();
    }

    private static byte[] rows(byte[] body, int more) {
        var rows = new ByteArrayOutputStream();
        rows.writeBytes(body);
        for (int i = 0; i <= more && rows.size() < MOST_BYTES_OF_ROWS; i++) {
            rows.write('\n');
            rows.writeBytes(body);
        }
        return rows.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
