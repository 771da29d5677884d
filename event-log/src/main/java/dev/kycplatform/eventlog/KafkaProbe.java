package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.deployment.DependencyProbe;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether the broker answers. */
@ApplicationScoped
class KafkaProbe implements DependencyProbe {
    private static final int MILLIS = 2_000;

    private final Admin admin;

    KafkaProbe(KafkaConnection connection) {
        this.admin =
                Admin.create(connection.with(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "probe")));
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }

    @Override
    public ErrorCode endsFailure() {
        return ErrorCode.EVENT_LOG_UNAVAILABLE;
    }

    @Override
    public boolean answers() {
        try {
            var options = new DescribeClusterOptions().timeoutMs(MILLIS);
            return !admin.describeCluster(options)
                    .nodes()
                    .get(MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
