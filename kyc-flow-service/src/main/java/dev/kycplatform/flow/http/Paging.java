package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads which page of a list is wanted ({@code ?page=&per_page=}), and tells which one was given. */
@ApplicationScoped
public class Paging {
    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int MOST_PAGE = 1_000_000;
    private static final String OUT_OF_RANGE = "Must be a whole number, 1 to %d.";

    private final CurrentVertxRequest request;

    Paging(CurrentVertxRequest request) {
        this.request = request;
    }

    /**
     * @param page from 1
     * @param perPage 1 to 100
     */
    public record Wanted(int page, int perPage) {
        /** How many come on the pages before. */
        public int skipped() {
            return (page - 1) * perPage;
        }

        /** Of a list that is at hand as a whole. */
        public <T> List<T> of(List<T> all) {
            var from = Math.min((long) (page - 1) * perPage, all.size());
            var to = Math.min(from + perPage, all.size());
            return all.subList((int) from, (int) to);
        }

        /**
         * Writes {@code pagination}.
         *
         * @param returned how many are on this page
         * @param total how many are on all pages
         */
        public void write(ObjectNode body, int returned, long total) {
            body.putObject("pagination")
                    .put("returned_count", returned)
                    .put("total_count", total)
                    .put("current_page", page)
                    .put("total_pages", (total + perPage - 1) / perPage);
        }
    }

    /** Of an object that says so itself; what is wrong with it is among the violations. */
    public static Wanted of(Fields within) {
        return new Wanted(
                number(within, "page", 1, MOST_PAGE), number(within, "per_page", USUAL, MOST));
    }

    private static int number(Fields within, String name, int usual, int most) {
        var number = within.wholeNumber(name);
        if (number.filter(its -> its < 1 || its > most).isPresent()) {
            within.reject(name, OUT_OF_RANGE.formatted(most));
            return usual;
        }
        return number.map(Math::toIntExact).orElse(usual);
    }

    /** Of the request at hand; what is wrong with it is among the call's violations. */
    public Wanted of(Call call) {
        return new Wanted(
                number(call, "page", 1, MOST_PAGE), number(call, "per_page", USUAL, MOST));
    }

    private int number(Call call, String name, int usual, int most) {
        var text = request.getCurrent().request().getParam(name);
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        call.violations().add(List.of(name), OUT_OF_RANGE.formatted(most));
        return usual;
    }
}
