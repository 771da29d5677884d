package dev.kycplatform.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything an operator can turn on the KYC flow service. Names carry no units: the types do. */
@ConfigMapping(prefix = "flow")
public interface FlowConfig {
    Request request();

    Token token();

    Rate rate();

    Registration registration();

    Document document();

    Verification verification();

    /** How long an app's former credential is accepted beside its new one, unless asked otherwise. */
    @WithDefault("24h")
    Duration secretOverlap();

    /** How often changes of apps are looked for and published. */
    @WithDefault("200ms")
    Duration appRelayInterval();

    /** How often the topic of apps is compared with the registry. */
    @WithDefault("1m")
    Duration appCheckInterval();

    /** What every request is held to. */
    interface Request {
        /** How old {@code created} may be. Some clients send it 100 s old: never less than the contract's five minutes. */
        @WithDefault("300s")
        Duration oldest();

        /** How far {@code created} may be ahead of our clock. */
        @WithDefault("5s")
        Duration skew();

        /** Bytes of the largest request, documents apart. */
        @WithDefault("262144")
        int mostBodyBytes();

        /** How deep a body's objects and lists may nest. */
        @WithDefault("12")
        int mostDepth();

        /** Values in a body, objects and lists included. */
        @WithDefault("1000")
        int mostValues();

        /** How long a body may take to come; a slower client is cut off. */
        @WithDefault("15s")
        Duration bodyWithin();

        /** Bytes of bodies that have not come to their end; beyond that the answer is 503. */
        @WithDefault("67108864")
        int mostBytesComingIn();

        /** Requests being answered at once, once they have come; the next one is answered 503 at once. */
        @WithDefault("500")
        int mostInFlight();

        /** Uploads of documents at once, apart from other requests; the next one is answered 503 at once. */
        @WithDefault("100")
        int mostUploads();

        /** What a 503 tells the caller to wait. */
        @WithDefault("2s")
        Duration retryAfter();
    }

    /** Access tokens (contract, section 3.1). */
    interface Token {
        @WithDefault("8h")
        Duration lifetime();

        /** With more than this left, asking again gives the same token. */
        @WithDefault("30m")
        Duration renewWithin();
    }

    /** How much one app may ask of one instance. */
    interface Rate {
        /** Requests a second in the long run. */
        @WithDefault("200")
        int perSecond();

        /** Requests at once after a pause. */
        @WithDefault("1000")
        int burst();

        /** How often within five minutes the same signed bytes may come. */
        @WithDefault("30")
        int repeats();

        /** How often within a minute an app may ask for a token. */
        @WithDefault("60")
        int tokens();
    }

    /** What may be registered. */
    interface Registration {
        @WithDefault("18")
        int leastAge();

        @WithDefault("120")
        int mostAge();

        /** Emails, phones and addresses of one entity, of each. */
        @WithDefault("20")
        int mostOfEach();

        /** How long after a pass an address stays as it is (contract, section 7.6). */
        @WithDefault("30d")
        Duration addressLock();
    }

    /** Uploaded documents. */
    interface Document {
        /** Bytes of the largest upload, all of its files together. */
        @WithDefault("20971520")
        long mostBytes();

        /** Files in one upload. */
        @WithDefault("10")
        int mostFiles();

        /** Uploads being received at once; the next one is answered 503. */
        @WithDefault("16")
        int mostUploads();

        /** How long an upload may take. */
        @WithDefault("2m")
        Duration uploadWithin();

        /** How long a document is kept. */
        @WithDefault("180d")
        Duration lifetime();

        /** How long what was uploaded but never became a document is kept. */
        @WithDefault("1h")
        Duration unfinishedLifetime();

        /** How often what is to be forgotten is looked for. */
        @WithDefault("10m")
        Duration forgetInterval();

        /** Documents of one entity. */
        @WithDefault("200")
        int mostOfEntity();
    }

    /** How often an entity may be verified, and how long a verification may take (contract, sections 4 and 5). */
    interface Verification {
        /** How long after its request a pending verification keeps others from starting. */
        @WithDefault("15m")
        Duration pendingWindow();

        /** How long after a pass none starts. */
        @WithDefault("30d")
        Duration passedWindow();

        /** How long a failure counts as an attempt. */
        @WithDefault("30d")
        Duration attemptsWindow();

        /** Attempts within that time, after which none starts. */
        @WithDefault("2")
        int mostAttempts();

        /** How long after its last update an open verification fails. */
        @WithDefault("30d")
        Duration expiresAfter();

        /** Whether one that expired without any authority's answer counts as an attempt. */
        @WithDefault("true")
        boolean unansweredCounts();

        /** How often an app may try after the first run: with data, then with documents (contract, section 4.5). */
        @WithDefault("4")
        int mostTries();

        /** Sandbox, Classic: when uploaded documents are taken as accepted. In production somebody looks at them. */
        @WithDefault("2m")
        Duration documentsAcceptedAfter();

        /** Whether a document uploaded to an expired verification opens it again. */
        @WithDefault("false")
        boolean uploadRestartsExpired();

        /**
         * Apps that may ask how another app's users stand ({@code /check_partner_kyc}), each as {@code
         * ASKING/ASKED}, by their handles. Without any, each app is told of its own users only.
         */
        Optional<List<String>> partnerApps();

        /** How long to wait before looking for overdue verifications again. */
        @WithDefault("10s")
        Duration sweepEvery();

        /** How soon an authority that was unavailable (1015) is asked again; doubles with each try. */
        @WithDefault("1m")
        Duration askAgainAfter();

        /** The longest wait before it is asked again. */
        @WithDefault("6h")
        Duration askAgainAtMost();

        /** How often a lookup that has no answer is looked after: its result may be stored, its event lost. */
        @WithDefault("10m")
        Duration lookAfter();

        /** How long a lookup may have no result before its job is published again. */
        @WithDefault("1h")
        Duration resultWithin();

        /** How long owed webhooks are kept; longer than results are, by which deliveries live. */
        @WithDefault("120d")
        Duration keepWebhooks();

        /** How long the relay waits when it has published all there was. */
        @WithDefault("100ms")
        Duration relayEvery();

        /** How long an instance has to publish what it has taken; must outlast a publish. */
        @WithDefault("30s")
        Duration relayLease();
    }
}
