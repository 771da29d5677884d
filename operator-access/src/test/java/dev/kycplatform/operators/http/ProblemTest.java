package dev.kycplatform.operators.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void saysWhatTheCatalogueKnows() {
        var problem = Problem.of(new KycException(ErrorCode.CONFLICT, "it is \"gone\""));

        assertThat(problem.json())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"It conflicts with what there is\",\"status\":409,"
                                + "\"code\":\"CONFLICT\",\"detail\":\"it is \\\"gone\\\"\"}");
    }

    @Test
    void keepsTheMessageOfWhatNobodyForesawToItself() {
        var problem = Problem.of(new IllegalStateException("a secret"));

        assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(problem.json()).doesNotContain("a secret");
    }

    @Test
    void knowsWhatTheFrameworkRefuses() {
        assertThat(Problem.of(new UnauthorizedException()).code())
                .isEqualTo(ErrorCode.TOKEN_REQUIRED);
        assertThat(Problem.of(new ForbiddenException()).code()).isEqualTo(ErrorCode.ROLE_REQUIRED);
        assertThat(Problem.of(new NotFoundException()).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(Problem.of(new NotAllowedException("GET")).code())
                .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    }
}
