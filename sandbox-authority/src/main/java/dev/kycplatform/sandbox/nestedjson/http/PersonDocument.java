package dev.kycplatform.sandbox.nestedjson.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Photo;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person in the sections these registers keep: who, how to reach, pictures, validity. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonDocument(Data data) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            Id id,
            PersonJson person,
            Contact contact,
            List<Image> images,
            @Nullable Validity validity) {}

    record Id(String type, String number) {}

    /** @param name the surname, a comma, the given names */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PersonJson(@Nullable String name, @Nullable Birth birth, @Nullable Sex sex) {}

    record Birth(String date) {}

    record Sex(int code) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(List<Phone> phones, @Nullable String address) {}

    record Phone(String kind, String number) {}

    record Image(String kind, String content) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Validity(@Nullable String from, @Nullable String until) {}

    static PersonDocument from(Extract told) {
        var name =
                told.surname() == null
                        ? null
                        : told.surname() + ", " + told.firstName() + " " + told.middleName();
        var bornOn = told.bornOn();
        var phone = told.phone();
        return new PersonDocument(
                new Data(
                        new Id(told.type().name(), told.idNumber()),
                        new PersonJson(
                                name,
                                bornOn == null ? null : new Birth(bornOn.toString()),
                                sex(told.gender())),
                        new Contact(
                                phone == null
                                        ? List.of()
                                        : List.of(
                                                new Phone("office", "0000"),
                                                new Phone("mobile", phone)),
                                told.address()),
                        images(told.photo()),
                        validity(told.issuedOn(), told.expiresOn())));
    }

    private static @Nullable Sex sex(@Nullable Gender gender) {
        return switch (gender) {
            case null -> null;
            case FEMALE -> new Sex(2);
            case MALE -> new Sex(1);
        };
    }

    private static List<Image> images(@Nullable Photo photo) {
        return photo == null ? List.of() : List.of(new Image("portrait", photo.base64()));
    }

    private static @Nullable Validity validity(
            @Nullable LocalDate from, @Nullable LocalDate until) {
        return from == null && until == null ? null : new Validity(text(from), text(until));
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
