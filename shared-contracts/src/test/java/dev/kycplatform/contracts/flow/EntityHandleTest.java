package dev.kycplatform.contracts.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityHandleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "ALICE",
                "alice.silamoney.eth",
                "Alice.SilaMoney.eth.silamoney.eth"
            })
    void isTheSameHoweverItIsWrittenAndHoweverOftenItIsRead(String text) {
        var handle = new EntityHandle(text);

        assertThat(handle.value()).isEqualTo("alice");
        assertThat(new EntityHandle(handle.value())).isEqualTo(handle);
    }
}
