package dev.kycplatform.contracts.flow;

/**
 * A person or business that an app has registered, by its public name. In lower case and without the suffix that
 * some clients append: {@code Alice.silamoney.eth} and {@code alice} are one handle. Never personal.
 */
public record EntityHandle(String value) {
    /** What a handle looks like on the wire, before it is made canonical. */
    public static final String PATTERN = Handles.PATTERN;

    /** @throws IllegalArgumentException if it is no handle */
    public EntityHandle {
        value = Handles.required(value);
    }

    public static boolean isHandle(String text) {
        return Handles.isHandle(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
