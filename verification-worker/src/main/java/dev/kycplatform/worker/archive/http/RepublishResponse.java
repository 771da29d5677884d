package dev.kycplatform.worker.archive.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.Rfc3339;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.archive.RepublishResults;
import dev.kycplatform.worker.lookup.ResultArchive;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a page came to.
 *
 * @param nextAfter where the next one begins; absent: that was all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepublishResponse(
        @JsonProperty("republished") int republished,
        @JsonProperty("next_after") @Nullable String nextAfter) {

    static RepublishResponse from(RepublishResults.Page page) {
        return new RepublishResponse(
                page.republished(), page.next().map(RepublishResponse::word).orElse(null));
    }

    private static String word(ResultArchive.Place place) {
        return place.recordedAt() + "~" + place.reference();
    }

    /** @throws KycException with INVALID_REQUEST unless it is a {@code next_after} */
    static ResultArchive.Place place(String word) {
        var parts = word.split("~", 2);
        try {
            return new ResultArchive.Place(
                    Rfc3339.instant(parts[0]), ResultReference.parse(parts[parts.length - 1]));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            throw Operators.invalid("after must be the next_after of a page");
        }
    }
}
