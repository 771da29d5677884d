package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.job.AbuseLimit;
import dev.kycplatform.storage.ArrayParameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts new claims per ID number, within the transaction that makes them. */
final class CountedUses {
    /**
     * Only those that fit are counted. A count whose last use is older than the window begins anew; one
     * that is full keeps its time, so that a refusal prolongs nothing. Rows come sorted, so that two
     * transactions never wait for each other. In RETURNING a full count is told by its time, too.
     */
    private static final String COUNT =
            """
            INSERT INTO intake.id_number_use AS known (partner_id, number_hash, uses, last_at)
            SELECT partner_id, number_hash, least(asked, %1$d), asked_at
            FROM unnest(?::text[], ?::bytea[], ?::int[], ?::timestamptz[])
                 AS wanted (partner_id, number_hash, asked, asked_at)
            ON CONFLICT (partner_id, number_hash) DO UPDATE
            SET uses = CASE WHEN known.last_at < excluded.last_at - %2$s THEN excluded.uses
                            ELSE least(known.uses + excluded.uses, %1$d) END,
                last_at = CASE WHEN known.last_at < excluded.last_at - %2$s OR known.uses < %1$d
                               THEN greatest(known.last_at, excluded.last_at)
                               ELSE known.last_at END
            RETURNING partner_id, number_hash,
                      new.uses - CASE WHEN old.last_at >= new.last_at - %2$s THEN old.uses ELSE 0 END
                          AS counted""";

    private final boolean isOn;
    private final String count;

    private record Asked(IdNumberUse use, int times) {}

    CountedUses(AbuseLimit limit) {
        this.isOn = limit.isOn();
        this.count =
                COUNT.formatted(
                        limit.most(),
                        "interval '%d seconds'".formatted(limit.window().toSeconds()));
    }

    boolean isOn() {
        return isOn;
    }

    /**
     * @param claims new ones, in the order in which they count
     * @return the claims over the limit, which did not count
     */
    Set<JobKey> count(Connection connection, Map<JobKey, IdNumberUse> claims, Instant now)
            throws SQLException {
        var asked = new TreeMap<IdNumberUse, Integer>();
        claims.values().forEach(use -> asked.merge(use, 1, Integer::sum));
        var counted = count(connection, asked, now);
        var over = new HashSet<JobKey>();
        claims.forEach(
                (key, use) -> {
                    int left = counted.getOrDefault(use, 0);
                    if (left > 0) {
                        counted.put(use, left - 1);
                    } else {
                        over.add(key);
                    }
                });
        return over;
    }

    private Map<IdNumberUse, Integer> count(
            Connection connection, TreeMap<IdNumberUse, Integer> asked, Instant now)
            throws SQLException {
        var rows =
                asked.entrySet().stream()
                        .map(entry -> new Asked(entry.getKey(), entry.getValue()))
                        .toList();
        try (var statement = connection.prepareStatement(count)) {
            new ArrayParameters<>(statement, rows)
                    .add("text", row -> row.use().partnerId().value())
                    .addBytes(row -> row.use().numberHash())
                    .add("int4", Asked::times)
                    .add("timestamptz", _ -> now.atOffset(ZoneOffset.UTC));
            var counted = new HashMap<IdNumberUse, Integer>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    counted.put(
                            new IdNumberUse(
                                    new PartnerId(row.getString("partner_id")),
                                    row.getBytes("number_hash")),
                            row.getInt("counted"));
                }
            }
            return counted;
        }
    }
}
