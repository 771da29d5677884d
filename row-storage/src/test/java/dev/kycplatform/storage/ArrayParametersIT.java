package dev.kycplatform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrayParametersIT {
    private final TestDatabase database = new TestDatabase();

    private record Cell(@Nullable String text, byte @Nullable [] bytes) {}

    ArrayParametersIT() throws SQLException {}

    @Test
    void textAndBytesArriveAsTheyAreAndNullAsNull() throws SQLException {
        var awkward = "a \"quoted\", {braced} \\ NULL – ünï";
        var cells =
                List.of(
                        new Cell(awkward, new byte[] {0, 1, -1, '\\', '"'}),
                        new Cell(null, null),
                        new Cell("NULL", new byte[0]));
        try (var connection = database.source().getConnection();
                var select = connection.prepareStatement("SELECT * FROM unnest(?, ?)")) {
            new ArrayParameters<>(select, cells).add("text", Cell::text).addBytes(Cell::bytes);

            try (var rows = select.executeQuery()) {
                for (var cell : cells) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(cell.text());
                    assertThat(rows.getBytes(2)).isEqualTo(cell.bytes());
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }
}
