package dev.kycplatform.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator can turn on the intake service. Names carry no units: the types do. */
@ConfigMapping(prefix = "intake")
public interface IntakeConfig {
    /** How far a request's timestamp may be from our clock, either way. */
    @WithDefault("15m")
    Duration signatureWindow();

    /** How long an accept may take in all; after that the answer is 503: unknown, repeat it. */
    @WithDefault("4.5s")
    Duration acceptWithin();

    /** What a 503 tells the caller to wait. */
    @WithDefault("2s")
    Duration retryAfter();

    /** Requests being accepted at once; the next one is answered 503 at once. */
    @WithDefault("4000")
    int mostInFlight();

    /**
     * Results being read at once, 1.5 MB each; fewer than connections to the database, for accepting needs
     * them too.
     */
    @WithDefault("8")
    int mostResultsRead();

    /** How long reading a result may wait for its turn; after that the answer is 503. */
    @WithDefault("1s")
    Duration resultTurnWithin();

    Sync sync();

    /** Bytes of the largest request. */
    @WithDefault("65536")
    int mostBodyBytes();

    /** How long a body may take to come; a slower client is cut off. */
    @WithDefault("15s")
    Duration bodyWithin();

    /** Bytes of bodies that have not come to their end; beyond that the answer is 503. */
    @WithDefault("67108864")
    int mostBytesComingIn();

    /** Bytes of results in answers that are being written; beyond that the answer is 503. */
    @WithDefault("134217728")
    int mostAnswerBytes();

    Bulk bulk();

    Rate rate();

    AbuseLimit abuseLimit();

    /**
     * The longest time a partner's jobs may be asked for. The worker asks no longer than results are kept less 30
     * days, whatever stands here.
     */
    @WithDefault("60d")
    Duration longestAsking();

    OpenJobs openJobs();

    /** Many jobs in one request. */
    interface Bulk {
        /** Such requests at once; the next one is answered 503. */
        @WithDefault("8")
        int mostRequests();

        /** Those of one partner. */
        @WithDefault("2")
        int mostRequestsEach();

        /**
         * Rows of one request that are being accepted at once. Two full groups of claims; with more, each
         * would only wait longer for its turn.
         */
        @WithDefault("400")
        int mostRows();

        /**
         * Bytes of acknowledgements of one request that the client has not read yet. A client that reads
         * nothing before it has written everything can send as many rows as these are enough for: more
         * than a hundred thousand.
         */
        @WithDefault("16777216")
        int mostUnreadBytes();
    }

    /** What a partner may ask per instance, unless it has a rate of its own. */
    interface Rate {
        /** Requests a second in the long run. */
        @WithDefault("2000")
        int perSecond();

        /** Requests at once after a pause. */
        @WithDefault("4000")
        int burst();
    }

    /** Accepted jobs that have no result. */
    interface OpenJobs {
        /** How old a job is when it is first looked at whether it has its result. */
        @WithDefault("10m")
        Duration behind();

        /** How often. */
        @WithDefault("1m")
        Duration interval();
    }

    /** How often a partner may ask for one ID number (decisions, abuse limit). */
    interface AbuseLimit {
        /** On in production, off in the sandbox, unless said otherwise. */
        Optional<Boolean> enabled();

        /** New jobs about one number, each within the window of the one before. */
        @WithDefault("30")
        int most();

        /** After so long a pause counting begins anew. */
        @WithDefault("3d")
        Duration window();
    }

    /** How often changes of partners are looked for and published. */
    @WithDefault("200ms")
    Duration partnerRelayInterval();

    /** How long a partner's former key or signing secret is accepted beside its new one, unless asked otherwise. */
    @WithDefault("24h")
    Duration secretOverlap();

    /** How often the topic of partners is compared with the registry, and what has expired is removed. */
    @WithDefault("1m")
    Duration partnerCheckInterval();

    /** Answering jobs while the partner waits on the line. */
    interface Sync {
        /** How long a request may take in all, whatever happens; less than the 60 s of the vendor's clients. */
        @WithDefault("25s")
        Duration answerWithin();

        /** How much earlier the worker stops asking: what remains is for storing and reading the result. */
        @WithDefault("3s")
        Duration margin();

        /** How much earlier the wait for a reply ends: what remains is for a last look at the store. */
        @WithDefault("1s")
        Duration lastLook();

        /** Requests being answered at once; the next one is answered 503 at once. */
        @WithDefault("2000")
        int mostWaiting();

        /** Those of one partner. */
        @WithDefault("500")
        int mostWaitingEach();
    }
}
