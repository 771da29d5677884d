package dev.kycplatform.sandbox.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DarkRoomTest {
    private static final int MAX_SEGMENT = 65_537;

    private final DarkRoom darkRoom = new DarkRoom();

    @Test
    void makesPortraitsOfExactlyTheSizeThatWasAskedFor() throws IOException {
        var plain = darkRoom.portrait(1).jpeg().length;
        for (var comments = MAX_SEGMENT - 2; comments < MAX_SEGMENT + 8; comments++) {
            var portrait = darkRoom.portrait(1, plain + comments);

            assertThat(portrait.jpeg()).hasSize(plain + comments);
            assertThat(ImageIO.read(new ByteArrayInputStream(portrait.jpeg()))).isNotNull();
        }
    }

    @Test
    void makesAnotherPortraitForAnotherSeed() {
        var one = darkRoom.portrait(1, 50_000);
        var other = darkRoom.portrait(9, 50_000);

        assertThat(one.jpeg()).isNotEqualTo(other.jpeg());
    }

    @Test
    void cannotMakeAPortraitSmallerThanItsPicture() {
        assertThatIllegalArgumentException().isThrownBy(() -> darkRoom.portrait(1, 100));
    }
}
