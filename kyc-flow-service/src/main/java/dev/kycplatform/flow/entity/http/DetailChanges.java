package dev.kycplatform.flow.entity.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.entity.Detail;
import dev.kycplatform.flow.entity.Detail.Address;
import dev.kycplatform.flow.entity.Detail.Device;
import dev.kycplatform.flow.entity.Detail.Email;
import dev.kycplatform.flow.entity.Detail.IdDocument;
import dev.kycplatform.flow.entity.Detail.Identity;
import dev.kycplatform.flow.entity.Detail.Phone;
import dev.kycplatform.flow.http.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What can be added, changed and deleted, by its name in the path, and how it is read. */
@ApplicationScoped
class DetailChanges {
    /** Where anything goes that goes anywhere: until it is known where the address is. */
    private static final Address SOMEWHERE = new Address("", "", "", "", "", "ZZ", "");

    private final Map<String, Change<?>> byName;

    DetailChanges(DetailReader details) {
        byName =
                Map.of(
                        "email", whole(Email.class, details::email),
                        "phone", whole(Phone.class, details::phone),
                        "identity", whole(Identity.class, details::identity),
                        "id_document", whole(IdDocument.class, details::idDocument),
                        "device", whole(Device.class, details::device),
                        "address",
                                new Change<>(
                                        Address.class,
                                        details::address,
                                        details::address,
                                        fields -> details.address(fields, SOMEWHERE)));
    }

    /**
     * How one kind is read. Whatever is wrong is noted among the fields' violations, and gives nothing.
     *
     * @param reader all of it
     * @param partialReader what is named, and the rest as it was
     * @param partialChecker checks what is named before it is known what there was
     */
    record Change<D extends Detail>(
            Class<D> type,
            Function<Fields, Optional<D>> reader,
            BiFunction<Fields, D, Optional<D>> partialReader,
            Function<Fields, Optional<D>> partialChecker) {
        Optional<D> read(Fields fields) {
            return reader.apply(fields);
        }

        Optional<D> readPartial(Fields fields, D before) {
            return partialReader.apply(fields, before);
        }

        /** False if something is wrong, whatever there was. */
        boolean isPartial(Fields fields) {
            return partialChecker.apply(fields).isPresent();
        }
    }

    /** @throws FlowException with NOT_FOUND for a path that is none */
    Change<?> of(String name) {
        var change = byName.get(name);
        if (change == null) {
            throw new FlowException(FlowError.NOT_FOUND);
        }
        return change;
    }

    /** Of which no part can be changed without the others. */
    private static <D extends Detail> Change<D> whole(
            Class<D> type, Function<Fields, Optional<D>> reader) {
        return new Change<>(type, reader, (fields, _) -> reader.apply(fields), reader);
    }
}
