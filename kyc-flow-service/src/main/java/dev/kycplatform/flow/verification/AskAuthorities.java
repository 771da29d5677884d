package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowLookup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the lookups of a run: one job for each that the flow names. Joins the caller's transaction. */
@ApplicationScoped
class AskAuthorities {
    private final Lookups lookups;
    private final IdTypes idTypes;
    private final FlowConfig.Verification config;

    AskAuthorities(Lookups lookups, IdTypes idTypes, FlowConfig config) {
        this.lookups = lookups;
        this.idTypes = idTypes;
        this.config = config.verification();
    }

    /** What the flow needs and the entity has not registered, by the wire's names, sorted. */
    List<String> missing(Flow flow, RegisteredEntity entity) {
        var missing = new TreeSet<String>();
        flow.checks().stream()
                .filter(check -> !entity.has(check))
                .forEach(check -> missing.add(check.wire()));
        if (flow.lookups().stream().anyMatch(lookup -> identity(lookup, entity).isEmpty())) {
            missing.add(Check.IDENTITY.wire());
        }
        return List.copyOf(missing);
    }

    /** @param entity with nothing {@link #missing} */
    void ask(Verification verification, Flow flow, RegisteredEntity entity, Instant now) {
        var before = new HashMap<String, Integer>();
        lookups.of(verification.id())
                .forEach(
                        found ->
                                before.merge(
                                        found.lookup().key().name(),
                                        found.lookup().key().attempt(),
                                        Math::max));
        for (var lookup : flow.lookups()) {
            var identity = identity(lookup, entity).orElseThrow();
            var key =
                    new LookupKey(
                            verification.id(),
                            lookup.name(),
                            before.getOrDefault(lookup.name(), 0) + 1);
            lookups.add(
                    lookup(key, verification, identity.country(), identity.idType(), now),
                    request(key, entity, identity),
                    schedule(now));
        }
    }

    /** The same question once more, as a job of its own. */
    void askAgain(Verification verification, Lookup lookup, Instant now) {
        var key = new LookupKey(verification.id(), lookup.key().name(), lookup.key().attempt() + 1);
        var request = lookups.request(lookup);
        lookups.add(
                lookup(key, verification, lookup.country(), lookup.idType(), now),
                request.withPartnerParams(params(key, verification.entity())),
                schedule(now));
    }

    Lookups.Schedule schedule(Instant now) {
        return new Lookups.Schedule(now.plus(config.lookAfter()), now.plus(config.resultWithin()));
    }

    private static Lookup lookup(
            LookupKey key, Verification verification, String country, String idType, Instant now) {
        return new Lookup(
                key,
                verification.entity().appHandle(),
                verification.tries(),
                country,
                idType,
                now,
                Optional.empty(),
                Optional.empty());
    }

    private static JobRequest request(
            LookupKey key, RegisteredEntity entity, RegisteredEntity.Identity identity) {
        return new JobRequest(
                entity.ref().id().toString(),
                identity.country(),
                identity.idType(),
                identity.number(),
                inputs(entity),
                params(key, entity.ref()),
                null,
                null);
    }

    private static Map<String, String> inputs(RegisteredEntity entity) {
        var inputs = new HashMap<String, String>();
        entity.particulars().said().forEach((it, value) -> inputs.put(it.input(), value));
        // As the Enhanced ID types that need it call it.
        Optional.ofNullable(inputs.get("birthdate")).ifPresent(date -> inputs.put("dob", date));
        return Map.copyOf(inputs);
    }

    /** Ids only: digits, letters, hyphens and colons need no escaping. */
    private static String params(LookupKey key, EntityRef entity) {
        return "{\"user_id\":\"%s\",\"job_id\":\"%s\",\"job_type\":5}"
                .formatted(entity.id(), key.jobId());
    }

    /** The first type of the flow's that is registered; of any type, the first identity the registry knows. */
    private Optional<RegisteredEntity.Identity> identity(
            FlowLookup lookup, RegisteredEntity entity) {
        var known =
                entity.identities().stream()
                        .filter(it -> idTypes.find(it.country(), it.idType()).isPresent())
                        .toList();
        return lookup.idTypes().isEmpty()
                ? known.stream().findFirst()
                : lookup.idTypes().stream()
                        .flatMap(type -> known.stream().filter(it -> it.type().equals(type)))
                        .findFirst();
    }
}
