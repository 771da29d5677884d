package dev.kycplatform.sandbox.asked;

import dev.kycplatform.sandbox.person.Fingerprint;

/**
 * How many different numbers were seen. Keeps 64 bits of each in open addressing, 16 to 32 bytes a number,
 * so that ten million fit a small heap; two numbers of those pass for one with a chance of 1 in 370,000.
 */
final class DistinctNumbers {
    /** As many as keep threads from meeting, and few enough to be small when empty. */
    private static final int STRIPES = 64;

    private static final int STRIPE_BITS = Integer.numberOfTrailingZeros(STRIPES);

    private final Stripe[] stripes = new Stripe[STRIPES];

    DistinctNumbers() {
        for (var i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    void add(String idNumber) {
        var fingerprint = Fingerprint.of(idNumber);
        stripes[(int) (fingerprint >>> (Long.SIZE - STRIPE_BITS))].add(fingerprint);
    }

    long count() {
        var count = 0L;
        for (var stripe : stripes) {
            count += stripe.size();
        }
        return count;
    }

    private static final class Stripe {
        private static final int FIRST_CAPACITY = 64;

        /** Zero is a free place; a fingerprint of zero is kept as one. */
        private long[] places = new long[FIRST_CAPACITY];

        private int size;

        synchronized void add(long fingerprint) {
            if (put(places, fingerprint == 0 ? 1 : fingerprint)) {
                size++;
                if (size * 2 > places.length) {
                    grow();
                }
            }
        }

        synchronized int size() {
            return size;
        }

        private void grow() {
            var larger = new long[places.length * 2];
            for (var kept : places) {
                if (kept != 0) {
                    put(larger, kept);
                }
            }
            places = larger;
        }

        private static boolean put(long[] places, long fingerprint) {
            var mask = places.length - 1;
            var at = (int) fingerprint & mask;
            while (places[at] != 0) {
                if (places[at] == fingerprint) {
                    return false;
                }
                at = (at + 1) & mask;
            }
            places[at] = fingerprint;
            return true;
        }
    }
}
