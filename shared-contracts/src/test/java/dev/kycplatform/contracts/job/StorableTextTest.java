package dev.kycplatform.contracts.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {
    @Test
    void takesEveryTextTheDatabaseTakes() {
        assertThat(StorableText.isStorable("j1")).isTrue();
        assertThat(StorableText.isStorable("Ünïcode 😀")).isTrue();
        assertThat(StorableText.isStorable("x".repeat(256))).isTrue();
    }

    @Test
    void refusesWhatWouldFailAGroup() {
        assertThat(StorableText.isStorable("")).isFalse();
        assertThat(StorableText.isStorable("a\0b")).isFalse();
        assertThat(StorableText.isStorable("half \ud83d")).isFalse();
        assertThat(StorableText.isStorable("é".repeat(129))).isFalse();
        assertThat(StorableText.isStorable("x".repeat(257))).isFalse();
    }

    @Test
    void onlyHalfACharacterIsNoUnicode() {
        assertThat(StorableText.isUnicode("")).isTrue();
        assertThat(StorableText.isUnicode("a\0b 😀" + "x".repeat(1_000))).isTrue();
        assertThat(StorableText.isUnicode("half \ud83d")).isFalse();
        assertThat(StorableText.isUnicode("\ude00\ud83d")).isFalse();
    }
}
