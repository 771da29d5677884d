package dev.kycplatform.intake.partner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.StateTopic;
import dev.kycplatform.eventlog.StateTopics;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.partner.FindPartner;
import dev.kycplatform.intake.partner.PartnerAnnouncer;
import dev.kycplatform.intake.partner.PublishPartners;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A change on its way: through the outbox and Kafka to this instance and two others. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class PartnerPropagationIT {
    private static final Duration IN_FORCE = Duration.ofSeconds(2);

    @Inject PartnerDirectory directory;
    @Inject PublishPartners publishPartners;
    @Inject FindPartner findPartner;
    @Inject PartnerAnnouncer announcer;
    @Inject StateTopics stateTopics;
    @Inject EventCodec codec;

    @Test
    void everyChangeIsInForceOnEveryInstanceWithinTwoSeconds() {
        var id = IntakeUnderTest.registerPartner().id();
        var second = new ConcurrentHashMap<String, Long>();
        var third = new ConcurrentHashMap<String, Long>();
        try (var first = read(second);
                var other = read(third)) {
            Awaitility.await().until(() -> first.isComplete() && other.isComplete());

            for (int change = 0; change < 10; change++) {
                var version = change(id, change % 2 == 1);

                Awaitility.await("version " + version + " everywhere")
                        .atMost(IN_FORCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(
                                () ->
                                        known(id) == version
                                                && second.getOrDefault(id, 0L) == version
                                                && third.getOrDefault(id, 0L) == version);
                assertThat(directory.find(new PartnerId(id)).map(Partner::isEnabled))
                        .contains(change % 2 == 1);
            }
        }
    }

    @Test
    void aLastRecordThatIsOlderThanTheRowIsFollowedByANewerOne() {
        var id = IntakeUnderTest.registerPartner().id();
        var stale = findPartner.get(new PartnerId(id));
        var version = change(id, false);
        Awaitility.await("the change").atMost(IN_FORCE).until(() -> known(id) == version);

        // As by an instance that had read the row before the change and came to publish it after.
        announcer.announce(stale);
        Awaitility.await("the older record last").until(() -> last(id) == stale.version());
        publishPartners.repair();

        Awaitility.await("the newer record last").atMost(IN_FORCE).until(() -> last(id) == version);
        assertThat(known(id)).isEqualTo(version);
    }

    private long last(String id) {
        return directory.lastVersion(new PartnerId(id));
    }

    private long known(String id) {
        return directory.find(new PartnerId(id)).map(Partner::version).orElse(0L);
    }

    /** Reads as another instance does. */
    private StateTopic read(Map<String, Long> versions) {
        return stateTopics.read(
                Topics.PARTNERS,
                new StateTopic.Listener() {
                    @Override
                    public void changed(String key, byte[] value) {
                        versions.put(key, codec.decode(value, PartnerChanged.class).version());
                    }

                    @Override
                    public void removed(String key) {
                        versions.remove(key);
                    }
                });
    }

    private static long change(String id, boolean enabled) {
        return given().auth()
                .oauth2(TestServers.operatorToken())
                .body("{\"enabled\":" + enabled + "}")
                .patch("/admin/partners/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("version");
    }
}
