package dev.kycplatform.contracts.result;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A result's body as it is stored, before it is sealed. A partner reads a photo twice, under its standard name and in
 * the authority's own answer, both times in base64; it is kept once, as the bytes it is. Whoever reads gets the JSON
 * that there was, byte for byte. Numbers are four bytes, big end first:
 *
 * <pre>
 * 1 (a byte), length of the photo, how often it stands in the JSON, where (offsets into the JSON without it), the photo,
 * the JSON without it
 * </pre>
 *
 * A body without a photo, or with one that base64 would not give back as it came, is stored as its JSON, which never
 * begins like that.
 */
public final class StoredBody {
    private static final byte PHOTO_ONCE = 1;

    /** What is smaller is not worth it, and might stand in a text by chance. */
    private static final int SMALLEST_PHOTO = 1024;

    /** Stands for the photo while the rest is encoded; JSON writes it as it is. */
    private static final String PLACE = "\u007fphoto\u007f";

    private StoredBody() {}

    /** @param encoder gives a body's JSON */
    public static byte[] of(ResultBody body, Function<ResultBody, byte[]> encoder) {
        var photo = body.photo();
        if (photo == null || photo.length() < SMALLEST_PHOTO) {
            return encoder.apply(body);
        }
        return decoded(photo)
                .flatMap(bytes -> photoOnce(body, photo, bytes, encoder))
                .orElseGet(() -> encoder.apply(body));
    }

    /** The body's JSON. */
    public static byte[] json(byte[] stored) {
        return stored.length > 0 && stored[0] == PHOTO_ONCE ? withPhoto(stored) : stored;
    }

    /** Empty unless encoding gives the same text again. */
    private static Optional<byte[]> decoded(String photo) {
        try {
            var text = photo.getBytes(StandardCharsets.ISO_8859_1);
            var bytes = Base64.getDecoder().decode(text);
            return Arrays.equals(text, Base64.getEncoder().encode(bytes))
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> photoOnce(
            ResultBody body, String photo, byte[] bytes, Function<ResultBody, byte[]> encoder) {
        var fullData = body.fullData().replace(photo, PLACE);
        var replaced =
                (body.fullData().length() - fullData.length()) / (photo.length() - PLACE.length());
        var json = encoder.apply(body.withPhoto(PLACE, fullData));
        var places = places(json);
        // Somebody else may have written what stands for the photo.
        return places.size() == 1 + replaced
                ? Optional.of(written(json, places, bytes))
                : Optional.empty();
    }

    private static List<Integer> places(byte[] json) {
        // A character for each byte, whatever they mean.
        var text = new String(json, StandardCharsets.ISO_8859_1);
        var places = new ArrayList<Integer>();
        for (var at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + 1)) {
            places.add(at);
        }
        return places;
    }

    private static byte[] written(byte[] json, List<Integer> places, byte[] photo) {
        var cut = PLACE.length() * places.size();
        var stored =
                ByteBuffer.allocate(
                        1 + Integer.BYTES * (2 + places.size()) + photo.length + json.length - cut);
        stored.put(PHOTO_ONCE).putInt(photo.length).putInt(places.size());
        for (int i = 0; i < places.size(); i++) {
            stored.putInt(places.get(i) - i * PLACE.length());
        }
        stored.put(photo);
        var from = 0;
        for (var place : places) {
            stored.put(json, from, place - from);
            from = place + PLACE.length();
        }
        return stored.put(json, from, json.length - from).array();
    }

    private static byte[] withPhoto(byte[] stored) {
        var read = ByteBuffer.wrap(stored, 1, stored.length - 1);
        var photo = new byte[read.getInt()];
        var places = new int[read.getInt()];
        for (int i = 0; i < places.length; i++) {
            places[i] = read.getInt();
        }
        read.get(photo);
        var text = Base64.getEncoder().encode(photo);
        var json = ByteBuffer.allocate(read.remaining() + places.length * text.length);
        var begin = read.position();
        for (var place : places) {
            json.put(stored, read.position(), begin + place - read.position()).put(text);
            read.position(begin + place);
        }
        return json.put(read).array();
    }
}
