package dev.kycplatform.intake.job.http;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into rows at line feeds. Holds one unfinished row at most, and of a row that is
 * too large nothing. Blank rows count, but are not told of. For one thread.
 */
final class RowSplitter {
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    private final int mostBytes;
    private final Consumer<Line> rows;
    private Buffer unfinished = Buffer.buffer();
    private boolean isTooLarge;
    private int last;

    /**
     * One row.
     *
     * @param number its line in the stream, from 1
     * @param bytes without its line feed; null if there were too many
     */
    record Line(int number, byte @Nullable [] bytes) {}

    RowSplitter(int mostBytes, Consumer<Line> rows) {
        this.mostBytes = mostBytes;
        this.rows = rows;
    }

    void feed(Buffer part) {
        int from = 0;
        for (int at = 0; at < part.length(); at++) {
            if (part.getByte(at) == LINE_FEED) {
                keep(part, from, at);
                finishRow();
                from = at + 1;
            }
        }
        keep(part, from, part.length());
    }

    /** The last row need not end in a line feed. */
    void end() {
        if (unfinished.length() > 0 || isTooLarge) {
            finishRow();
        }
    }

    /** How many there were. */
    int rows() {
        return last;
    }

    private void keep(Buffer part, int from, int to) {
        if (isTooLarge || unfinished.length() + (to - from) > mostBytes) {
            isTooLarge = true;
            unfinished = Buffer.buffer();
        } else {
            unfinished.appendBuffer(part, from, to - from);
        }
    }

    private void finishRow() {
        last++;
        if (isTooLarge) {
            rows.accept(new Line(last, null));
        } else if (!isBlank(unfinished)) {
            rows.accept(new Line(last, unfinished.getBytes()));
        }
        isTooLarge = false;
        unfinished = Buffer.buffer();
    }

    private static boolean isBlank(Buffer row) {
        return row.length() == 0 || (row.length() == 1 && row.getByte(0) == CARRIAGE_RETURN);
    }
}
