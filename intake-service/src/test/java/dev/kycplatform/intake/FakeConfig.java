package dev.kycplatform.intake;

import java.time.Duration;
import java.util.Optional;

/** The settings that unit tests turn; everything else as by default. */
public record FakeConfig(int mostInFlight, Duration acceptWithin) implements IntakeConfig {
    @Override
    public Duration signatureWindow() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int mostResultsRead() {
        return 8;
    }

    @Override
    public Duration resultTurnWithin() {
        return Duration.ofSeconds(1);
    }

    /** Waits of half a second, for two at once. */
    @Override
    public Sync sync() {
        return new Sync() {
            @Override
            public Duration answerWithin() {
                return Duration.ofMillis(500);
            }

            @Override
            public Duration margin() {
                return Duration.ofMillis(200);
            }

            @Override
            public Duration lastLook() {
                return Duration.ofMillis(100);
            }

            @Override
            public int mostWaiting() {
                return 2;
            }

            @Override
            public int mostWaitingEach() {
                return mostWaiting();
            }
        };
    }

    @Override
    public int mostBytesComingIn() {
        return 67_108_864;
    }

    @Override
    public int mostBodyBytes() {
        return 65_536;
    }

    @Override
    public Duration bodyWithin() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration longestAsking() {
        return Duration.ofDays(60);
    }

    @Override
    public int mostAnswerBytes() {
        return 134_217_728;
    }

    @Override
    public Bulk bulk() {
        return new Bulk() {
            @Override
            public int mostRequests() {
                return 8;
            }

            @Override
            public int mostRows() {
                return 400;
            }

            @Override
            public int mostRequestsEach() {
                return 2;
            }

            @Override
            public int mostUnreadBytes() {
                return 16_777_216;
            }
        };
    }

    @Override
    public Rate rate() {
        return new Rate() {
            @Override
            public int perSecond() {
                return 2_000;
            }

            @Override
            public int burst() {
                return 4_000;
            }
        };
    }

    @Override
    public AbuseLimit abuseLimit() {
        return new AbuseLimit() {
            @Override
            public Optional<Boolean> enabled() {
                return Optional.empty();
            }

            @Override
            public int most() {
                return 30;
            }

            @Override
            public Duration window() {
                return Duration.ofDays(3);
            }
        };
    }

    @Override
    public OpenJobs openJobs() {
        return new OpenJobs() {
            @Override
            public Duration behind() {
                return Duration.ofMinutes(10);
            }

            @Override
            public Duration interval() {
                return Duration.ofMinutes(1);
            }
        };
    }

    @Override
    public Duration partnerRelayInterval() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration secretOverlap() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration partnerCheckInterval() {
        return Duration.ofMinutes(1);
    }
}
