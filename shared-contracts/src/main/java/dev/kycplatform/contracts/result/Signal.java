package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an authority makes of a person beside the data (decisions, "Verdict"). For flows; partners never see one. */
public enum Signal {
    @JsonProperty("fraud")
    FRAUD,
    @JsonProperty("review")
    REVIEW,
    @JsonProperty("documents_required")
    DOCUMENTS_REQUIRED;

    /** The name in results and in connector files: lower case. */
    public String dataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Signal> ofDataName(String name) {
        return Stream.of(values()).filter(signal -> signal.dataName().equals(name)).findFirst();
    }
}
