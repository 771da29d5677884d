package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kycplatform.contracts.job.IdTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerMappingsTest {
    @Test
    void areThereForEveryAuthorityOfTheRegistry() {
        var mappings = new AnswerMappings();

        assertThat(IdTypes.load().all())
                .allSatisfy(type -> assertThat(mappings.of(type.authority())).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ng-nibss\tdob\tDateOfBirth",
                "ng-nibss\tbirthday\tDateOfBirth\ttext",
                "ng-nibss\tdob\tDateOfBirth\tdate",
                "ng-nibss\tdob\tDateOfBirth\tdate bb-ii",
                "ng-nibss\tdob\tDateOfBirth\tcolour"
            })
    void nameTheLineThatIsWrong(String line) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new AnswerMappings(List.of("# a comment", line)))
                .withMessageContaining("line 2");
    }
}
