package dev.kycplatform.dispatcher.delivery.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.dispatcher.delivery.ReadAnswers;
import java.util.List;

/** What endpoints answered; personal. */
public record AnswersResponse(@JsonProperty("answers") List<Line> answers) {

    /** The beginning of one answer. */
    record Line(
            @JsonProperty("endpoint") String endpoint,
            @JsonProperty("attempt") int attempt,
            @JsonProperty("answer") String answer) {}

    static AnswersResponse from(List<ReadAnswers.Answer> answers) {
        return new AnswersResponse(
                answers.stream()
                        .map(one -> new Line(one.endpoint(), one.attempt(), one.text()))
                        .toList());
    }
}
