package dev.kycplatform.worker.authority;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What can be shown of a personal value: every digit a 9, every letter an x, the rest as it stands. */
final class Shape {
    /** Longer than what anybody reads: an image. */
    private static final int LONGEST = 100;

    /** What programs call things: a few digits at most, and nothing but such characters. */
    private static final Pattern WORD = Pattern.compile("[@#]?[A-Za-z_][A-Za-z_.-]*[0-9]{0,3}");

    private Shape() {}

    static String of(String value) {
        if (value.length() > LONGEST) {
            return value.length() + " characters";
        }
        var shape = new StringBuilder(value.length());
        value.codePoints().map(Shape::of).forEach(shape::appendCodePoint);
        return shape.toString();
    }

    private static String ofKey(String key) {
        return WORD.matcher(key).matches() ? key : of(key);
    }

    private static int of(int character) {
        if (Character.isDigit(character)) {
            return '9';
        }
        if (Character.isLetter(character)) {
            return Character.isUpperCase(character) ? 'X' : 'x';
        }
        return character;
    }

    /**
     * The same tree with the shape of every value. Keys are the authority's own words, but for those that look like
     * values themselves: some registers name an object after its number.
     */
    static Object ofTree(Object tree) {
        return switch (tree) {
            case Map<?, ?> keys -> {
                var shapes = new LinkedHashMap<Object, Object>();
                keys.forEach(
                        (key, value) ->
                                shapes.put(
                                        ofKey(key.toString()),
                                        value == null ? "null" : ofTree(value)));
                yield shapes;
            }
            case List<?> items ->
                    items.stream().map(item -> item == null ? "null" : ofTree(item)).toList();
            default -> of(tree.toString());
        };
    }
}
