package dev.kycplatform.flow.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.flow.app.App;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some apps, with what tells one from the other.
 *
 * @param nextAfter what to ask for {@code after}; null: there is no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppPageResponse(
        @JsonProperty("apps") List<Line> apps,
        @JsonProperty("next_after") @Nullable String nextAfter) {

    /** One app of a list. */
    record Line(
            @JsonProperty("app_handle") String appHandle,
            @JsonProperty("name") String name,
            @JsonProperty("enabled") boolean isEnabled,
            @JsonProperty("version") long version) {}

    /** @param found one more than wanted, if there are more */
    static AppPageResponse from(List<App> found, int most) {
        var page = found.stream().limit(most).toList();
        return new AppPageResponse(
                page.stream()
                        .map(
                                app ->
                                        new Line(
                                                app.handle().value(),
                                                app.name(),
                                                app.isEnabled(),
                                                app.version()))
                        .toList(),
                found.size() > most ? page.getLast().handle().value() : null);
    }
}
