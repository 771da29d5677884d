package dev.kycplatform.sandbox.person;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes portraits that nobody sat for. A picture is drawn and encoded once for each tint; a portrait of a
 * given size is that picture with comment segments, which every decoder skips. Encoding each portrait would
 * cost milliseconds, and under load the registry must not be what is measured.
 */
final class DarkRoom {
    private static final int TINTS = 8;
    private static final int WIDTH = 240;
    private static final int HEIGHT = 320;

    private static final int MARKER_BYTES = 2;
    private static final int LENGTH_BYTES = 2;
    private static final int MAX_SEGMENT = MARKER_BYTES + 0xFFFF;
    private static final int MIN_SEGMENT = MARKER_BYTES + LENGTH_BYTES;

    private final AtomicReferenceArray<byte[]> pictures = new AtomicReferenceArray<>(TINTS);

    /** The same plain picture for the same seed. */
    Photo portrait(long seed) {
        return new Photo(picture(seed).clone());
    }

    /**
     * The same picture for the same seed and size, and another one for another seed.
     *
     * @param size in bytes, at least what the plain picture needs
     */
    Photo portrait(long seed, int size) {
        var picture = picture(seed);
        var padding = size - picture.length;
        if (padding < MIN_SEGMENT) {
            throw new IllegalArgumentException(
                    "A portrait needs more than " + picture.length + " bytes, not " + size);
        }
        var portrait = new byte[size];
        var start = endOfFirstSegment(picture);
        System.arraycopy(picture, 0, portrait, 0, start);
        fillWithComments(portrait, start, start + padding, new SplittableRandom(seed));
        System.arraycopy(picture, start, portrait, start + padding, picture.length - start);
        return new Photo(portrait);
    }

    /** The first segment says which kind of JPEG it is, and has to stay the first. */
    private static int endOfFirstSegment(byte[] picture) {
        var lengthAt = 2 * MARKER_BYTES;
        return lengthAt + ((picture[lengthAt] & 0xFF) << 8 | (picture[lengthAt + 1] & 0xFF));
    }

    private static void fillWithComments(byte[] to, int from, int end, SplittableRandom random) {
        var at = from;
        while (at < end) {
            var segment = Math.min(end - at, MAX_SEGMENT);
            var rest = end - at - segment;
            if (rest > 0 && rest < MIN_SEGMENT) {
                segment -= MIN_SEGMENT;
            }
            var length = segment - MARKER_BYTES;
            to[at] = (byte) 0xFF;
            to[at + 1] = (byte) 0xFE;
            to[at + 2] = (byte) (length >> 8);
            to[at + 3] = (byte) length;
            var noise = new byte[length - LENGTH_BYTES];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, to, at + MIN_SEGMENT, noise.length);
            at += segment;
        }
    }

    private byte[] picture(long seed) {
        var tint = (int) Math.floorMod(seed, (long) TINTS);
        var made = pictures.get(tint);
        if (made == null) {
            made = encode(draw(tint));
            pictures.set(tint, made);
        }
        return made;
    }

    private static BufferedImage draw(int tint) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var skin = 0x5A3825 + tint * 0x0B0907;
        for (var y = 0; y < HEIGHT; y++) {
            for (var x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, colourAt(x, y, skin, tint));
            }
        }
        return image;
    }

    /** A head and shoulders before a wall that is darker below. */
    private static int colourAt(int x, int y, int skin, int tint) {
        if (isWithin(x, y, WIDTH / 2, HEIGHT * 2 / 5, WIDTH / 4, HEIGHT / 4)) {
            return skin;
        }
        if (isWithin(x, y, WIDTH / 2, HEIGHT, WIDTH * 2 / 5, HEIGHT / 3)) {
            return 0x203050 + tint * 0x101008;
        }
        var wall = 0xE0 - y * 0x60 / HEIGHT;
        return wall << 16 | wall << 8 | wall;
    }

    private static boolean isWithin(
            int x, int y, int centreX, int centreY, int radiusX, int radiusY) {
        var dx = (double) (x - centreX) / radiusX;
        var dy = (double) (y - centreY) / radiusY;
        return dx * dx + dy * dy <= 1;
    }

    private static byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "jpeg")
                        .next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.8f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be encoded in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
