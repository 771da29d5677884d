package dev.kycplatform.intake.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.partners.PartnerDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance that starts on a registry whose topic knows less than it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class LostPartnersIT {
    /** Registered, and nowhere on the topic. */
    private static final PartnerId LOST = new PartnerId("999999999999");

    @Inject FindPartner findPartner;
    @Inject PartnerAnnouncer announcer;
    @Inject PartnerDirectory directory;

    @Test
    void keepEverybodyOutUntilTheyAreKnown() {
        var known = new PartnerId(IntakeUnderTest.registerPartner().id());
        var registry = new Registry(Map.of(known, 1L, LOST, 1L));
        var starting = instance(registry);

        assertThat(starting.isEverybodyKnown()).isFalse();

        registry.versions.remove(LOST);
        assertThat(starting.isEverybodyKnown()).isTrue();
    }

    @Test
    void keepNobodyOutOnceAllHaveBeenKnown() {
        var registry = new Registry(Map.of());
        var running = instance(registry);
        assertThat(running.isEverybodyKnown()).isTrue();

        registry.versions.put(LOST, 1L);

        assertThat(running.isEverybodyKnown()).isTrue();
    }

    @Test
    void arePublishedAgain() {
        var known = new PartnerId(IntakeUnderTest.registerPartner().id());
        var registry = new Registry(Map.of(known, 1L, LOST, 1L));

        assertThat(instance(registry).repair()).isTrue();

        assertThat(registry.again).containsExactly(LOST);
    }

    @Test
    void areNamedByTheInstancesReadiness() {
        IntakeUnderTest.registerPartner();

        assertThat(
                        RestAssured.get("/q/health/ready")
                                .jsonPath()
                                .getString(
                                        "checks.find { it.name == 'registered partners' }.status"))
                .isEqualTo("UP");
    }

    private PublishPartners instance(PartnerOutbox registry) {
        return new PublishPartners(registry, findPartner, announcer, directory);
    }

    private static final class Registry implements PartnerOutbox {
        private final Map<PartnerId, Long> versions;
        private final List<PartnerId> again = new ArrayList<>();

        Registry(Map<PartnerId, Long> versions) {
            this.versions = new HashMap<>(versions);
        }

        @Override
        public List<PartnerId> unpublished() {
            return List.of();
        }

        @Override
        public void published(PartnerId id, long version) {}

        @Override
        public Map<PartnerId, Long> versions() {
            return versions;
        }

        @Override
        public void publishAgain(PartnerId id) {
            again.add(id);
        }
    }
}
