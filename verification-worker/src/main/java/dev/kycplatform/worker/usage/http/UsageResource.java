package dev.kycplatform.worker.usage.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.usage.Usage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What partners used, for whoever writes the bills. */
@Path("/admin/usage")
@RolesAllowed("operator")
@RunOnVirtualThread
public class UsageResource {
    private final Usage usage;

    UsageResource(Usage usage) {
        this.usage = usage;
    }

    /** @param countedUntil results recorded later are not in it yet */
    public record Response(
            @JsonProperty("counted_until") Instant countedUntil,
            @JsonProperty("lines") List<Line> lines) {}

    public record Line(
            @JsonProperty("partner_id") String partnerId,
            @JsonProperty("country") String country,
            @JsonProperty("id_type") String idType,
            @JsonProperty("lane") String lane,
            @JsonProperty("result_code") String resultCode,
            @JsonProperty("jobs") long jobs) {
        static Line from(Usage.Line line) {
            return new Line(
                    line.partnerId(),
                    line.country(),
                    line.idType(),
                    line.lane(),
                    line.resultCode(),
                    line.jobs());
        }
    }

    /** From the first day until the day after the last, in UTC. */
    @GET
    public Response show(
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("partner") @Nullable String partner) {
        var report =
                usage.report(day(from, "from"), day(until, "until"), Optional.ofNullable(partner));
        return new Response(
                report.countedUntil(), report.lines().stream().map(Line::from).toList());
    }

    private static LocalDate day(@Nullable String text, String name) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException _) {
            throw Operators.invalid(name + " must be a day, as 2026-01-31");
        }
    }
}
