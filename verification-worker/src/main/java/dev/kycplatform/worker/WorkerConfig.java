package dev.kycplatform.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything an operator can turn on the verification worker. Names carry no units: the types do. */
@ConfigMapping(prefix = "worker")
public interface WorkerConfig {
    /**
     * How old a job of a partner unknown here may be before it ends 1016. A younger one waits: intake knew
     * the partner, so the news of it is under way.
     */
    @WithDefault("1m")
    Duration unknownPartnerGrace();

    /**
     * Lookups under way at all authorities together, those that somebody waits for apart. Shared by authorities
     * as one authority's slots are by partners, so that those that hang leave room for the others.
     */
    @WithDefault("4096")
    int mostLookups();

    /** The same of lookups that somebody waits for. */
    @WithDefault("512")
    int mostSyncLookups();

    /**
     * Records of jobs that nobody waits for that are handled at once. More than lookups, so that those under way never
     * keep records from being taken up.
     */
    @WithDefault("6000")
    int mostRecords();

    /**
     * Jobs that nobody waits for that are worked on at once, those at an authority apart; the others in hand stand in line.
     * So many fill the groups at the database, two of 200 look-ups and two of 50 results; with more, each only takes longer.
     */
    @WithDefault("512")
    int mostOwnWork();

    /** Records of jobs that somebody waits for that are handled at once, each on a platform thread. */
    @WithDefault("1024")
    int mostAwaitedRecords();

    /**
     * How long a job may take here, from its record on and its authority's time apart, before partners with many
     * lookups under way are held back so that others' jobs are not slow. More where jobs take half as long at best.
     */
    @WithDefault("100ms")
    Duration slowFrom();

    /**
     * How long results are kept. A job that was accepted before that is not asked any more: whether it was
     * answered is not known.
     */
    @WithDefault("90d")
    Duration resultsKeptFor();

    Authority authority();

    Circuit circuit();

    Parking parking();

    Archive archive();

    Usage usage();

    /** How stored results are announced again. */
    interface Archive {
        /** So many each second, by one instance, so that what is announced for the first time comes through. */
        @WithDefault("200")
        int republishedPerSecond();
    }

    /** How ID authorities are asked. */
    interface Authority {
        /**
         * Where the operator's connector files are, each called after its authority, with the ending {@code
         * .yaml}. Authorities without one there are asked as the files shipped for the sandbox's say.
         */
        Optional<Path> directory();

        /** How long a connection may take to stand, unless an authority's file says otherwise. */
        @WithDefault("5s")
        Duration connectTimeout();

        /**
         * How long a whole answer may take once the connection stands, unless an authority's file says
         * otherwise.
         */
        @WithDefault("10s")
        Duration answerTimeout();

        /** Bytes of the largest answer that is read; a larger one counts as none. */
        @WithDefault("2097152")
        int largestAnswer();

        /**
         * Bytes of answers over 16 KB that are in memory at once, from before they are read until their jobs are
         * recorded; unless set, a sixteenth of the heap. An answer that finds no room waits, within its time.
         */
        OptionalLong roomForAnswers();

        /**
         * Lookups that may be under way at each authority, by one instance. Enough for 1,500 a second of one partner at
         * half a second each, and for as many that come late together when something has stood still for half a second;
         * a job that finds no slot is parked, never waited for. An authority's file may say otherwise.
         */
        @WithDefault("1500")
        int concurrency();

        /**
         * Percent of these that only jobs somebody waits for may take, however many others there are; at
         * least one lookup, unless there is one in all.
         */
        @WithDefault("10")
        int reservedForSync();
    }

    /** When an authority is not asked for a while, by one instance. */
    interface Circuit {
        /** The last lookups that are looked at; none fewer decide. */
        @WithDefault("20")
        int window();

        /** The part of them, up to 1, that must have brought no answer. */
        @WithDefault("0.5")
        double failureRatio();

        /** How long until one lookup probes whether it answers again, unless it asked for longer itself. */
        @WithDefault("5s")
        Duration openFor();
    }

    /** How jobs wait for an authority that gave no answer. */
    interface Parking {
        /** The shortest wait, and the bound of the first; the bound doubles with each attempt. */
        @WithDefault("1s")
        Duration firstDelay();

        /** The longest wait, unless the authority itself asks for a longer one. */
        @WithDefault("15m")
        Duration longestDelay();

        /**
         * How long after it was accepted a job is asked for the last time, unless its partner has a time of its own;
         * then it ends 1015.
         */
        @WithDefault("7d")
        Duration giveUpAfter();

        /**
         * How long a claimed job belongs to the instance that claimed it. Must outlast an attempt; after a
         * crash the job is untouched for as long.
         */
        @WithDefault("30s")
        Duration lease();

        /** How long to wait before looking again when nothing is due. */
        @WithDefault("250ms")
        Duration pollEvery();

        /** Claimed jobs that one instance has in hand at once, their results' storing included. */
        @WithDefault("4096")
        int concurrency();
    }

    /** How it is counted what partners used. */
    interface Usage {
        @WithDefault("1m")
        Duration interval();

        /** How far it stays behind now: longer than a result's transaction may take. */
        @WithDefault("10m")
        Duration behind();
    }
}
