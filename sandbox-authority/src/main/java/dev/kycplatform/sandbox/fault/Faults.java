package dev.kycplatform.sandbox.fault;

import org.jspecify.annotations.Nullable;

/**
 * Everything that goes wrong at one authority.
 *
 * @param errorRate the share of questions, 0 to 1, that end in an error after the latency
 * @param isOut whether it answers nothing at all
 * @param rateLimit null if there is none
 */
public record Faults(
        Latency latency,
        double errorRate,
        boolean isOut,
        @Nullable RateLimit rateLimit,
        BodyFaults body) {
    public static final Faults NONE =
            new Faults(new Latency.None(), 0, false, null, BodyFaults.NONE);

    /**
     * What becomes of a question that the rate limit let pass. Out of service comes at once; an error comes
     * after the latency, as an answer does.
     *
     * @param dice drawn evenly from 0 (included) to 1
     * @param deviation drawn from the standard normal distribution
     */
    Treatment treat(double dice, double deviation) {
        if (isOut) {
            return new Treatment.OutOfService();
        }
        var delay = latency.draw(deviation);
        if (dice < errorRate) {
            return new Treatment.Erring(delay);
        }
        return new Treatment.Answering(delay, body);
    }
}
