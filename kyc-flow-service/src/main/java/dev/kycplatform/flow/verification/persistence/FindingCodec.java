package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;
import dev.kycplatform.flow.verification.Finding;
import dev.kycplatform.flow.verification.LookupKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an answer showed, as words, sealed: {@code code:1012 US/SSN}, {@code name:exact}, {@code signal:fraud}. */
@ApplicationScoped
class FindingCodec {
    private static final String CODE = "code";
    private static final String SIGNAL = "signal";

    private final EventCodec codec;
    private final Seal seal;

    FindingCodec(EventCodec codec, Keysets keysets) {
        this.codec = codec;
        this.seal = keysets.seal(Purpose.ENTITY);
    }

    byte[] sealed(LookupKey key, List<Finding> findings) {
        return seal.seal(
                codec.encode(findings.stream().map(FindingCodec::word).toList()), binding(key));
    }

    List<Finding> opened(LookupKey key, byte[] sealed) {
        return Stream.of(codec.decode(seal.open(sealed, binding(key)), String[].class))
                .map(FindingCodec::finding)
                .toList();
    }

    private static Binding binding(LookupKey key) {
        return Binding.of(Purpose.ENTITY, "verification", "findings", key.jobId().value());
    }

    private static String word(Finding finding) {
        return switch (finding) {
            case Finding.Answered(var code, var idType) -> CODE + ":" + code.wire() + " " + idType;
            case Finding.Compared(var check, var outcome) -> check.wire() + ":" + outcome.wire();
            case Finding.Signalled(var signal) -> SIGNAL + ":" + signal.dataName();
        };
    }

    private static Finding finding(String word) {
        var parts = word.split(":", 2);
        return switch (parts[0]) {
            case CODE -> {
                var answered = parts[1].split(" ", 2);
                yield new Finding.Answered(ResultCode.ofWire(answered[0]), answered[1]);
            }
            case SIGNAL -> new Finding.Signalled(Signal.ofDataName(parts[1]).orElseThrow());
            default ->
                    new Finding.Compared(
                            Check.ofWire(parts[0]).orElseThrow(),
                            CheckOutcome.valueOf(parts[1].toUpperCase(Locale.ROOT)));
        };
    }
}
