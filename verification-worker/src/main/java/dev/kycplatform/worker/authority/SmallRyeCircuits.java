package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.Circuits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** One circuit breaker an authority, in this instance's memory: every instance finds out for itself. */
@ApplicationScoped
class SmallRyeCircuits implements Circuits {
    private static final Logger LOG = Logger.getLogger(SmallRyeCircuits.class);

    /** An authority that asks to be left alone for longer is probed all the same. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);

    private final WorkerConfig.Circuit config;
    private final MeterRegistry registry;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    SmallRyeCircuits(WorkerConfig config, MeterRegistry registry) {
        this.config = config.circuit();
        this.registry = registry;
    }

    @Override
    public State of(String authority) {
        return circuit(authority).state();
    }

    @Override
    public Optional<Answer> ask(String authority, Supplier<Answer> question) {
        return circuit(authority).ask(question);
    }

    private Circuit circuit(String authority) {
        return circuits.computeIfAbsent(authority, Circuit::new);
    }

    private final class Circuit {
        private final String authority;
        private final TypedGuard<Answer> guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
        private volatile long openedAtNanos;
        private volatile boolean isProbed;
        private volatile Duration rest = config.openFor();

        Circuit(String authority) {
            this.authority = authority;
            this.guard =
                    TypedGuard.create(Answer.class)
                            .withCircuitBreaker()
                            .requestVolumeThreshold(config.window())
                            .failureRatio(config.failureRatio())
                            .delay(config.openFor().toMillis(), ChronoUnit.MILLIS)
                            .successThreshold(1)
                            .failOn(NoAnswer.class)
                            .onStateChange(this::changed)
                            .done()
                            .build();
            registry.gauge(
                    "kyc.authority.circuit.open",
                    Tags.of("authority", authority),
                    this,
                    circuit -> circuit.state == CircuitBreakerState.CLOSED ? 0 : 1);
        }

        State state() {
            return switch (state) {
                case CLOSED -> State.CLOSED;
                case OPEN -> State.OPEN;
                // Without being asked, once it has been open for long enough.
                case HALF_OPEN -> halfOpen();
            };
        }

        private State halfOpen() {
            var open = Duration.ofNanos(System.nanoTime() - openedAtNanos);
            if (isProbed || open.compareTo(rest) < 0) {
                return State.OPEN;
            }
            return open.compareTo(rest.plus(config.openFor())) < 0
                    ? State.PROBE_DUE
                    : State.PROBE_OVERDUE;
        }

        Optional<Answer> ask(Supplier<Answer> question) {
            try {
                return Optional.of(guard.call(() -> answered(question)));
            } catch (NoAnswer e) {
                return Optional.of(e.answer);
            } catch (CircuitBreakerOpenException _) {
                return Optional.empty();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a supplier threw a checked exception", e);
            }
        }

        private Answer answered(Supplier<Answer> question) throws NoAnswer {
            // The breaker lets one through, and so does nobody else until it is over.
            isProbed = state == CircuitBreakerState.HALF_OPEN;
            var answer = question.get();
            if (answer instanceof Answer.Unavailable unavailable) {
                rest = rest(unavailable);
                throw new NoAnswer(unavailable);
            }
            return answer;
        }

        private Duration rest(Answer.Unavailable answer) {
            return answer.retryAfter()
                    .filter(asked -> asked.compareTo(config.openFor()) > 0)
                    .map(asked -> asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST)
                    .orElse(config.openFor());
        }

        private void changed(CircuitBreakerState changed) {
            if (changed == CircuitBreakerState.OPEN) {
                openedAtNanos = System.nanoTime();
            }
            isProbed = false;
            state = changed;
            LOG.warnf("A circuit changed: authority=%s state=%s", authority, changed);
        }
    }

    /** What a breaker counts as a failure: it sees exceptions only. */
    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Answer.Unavailable answer;

        NoAnswer(Answer.Unavailable answer) {
            super(answer.cause(), null, false, false);
            this.answer = answer;
        }
    }
}
