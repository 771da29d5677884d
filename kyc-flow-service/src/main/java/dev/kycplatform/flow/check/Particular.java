package dev.kycplatform.flow.check;

import java.util.Optional;
import java.util.stream.Stream;

/** What can be said of an entity, by the name it has in a job's inputs and the one it has in a result. */
public enum Particular {
    FIRST_NAME("first_name", "FirstName"),
    LAST_NAME("last_name", "LastName"),
    FULL_NAME("full_name", "FullName"),
    ENTITY_NAME("entity_name", "EntityName"),
    BIRTHDATE("birthdate", "DOB"),
    STREET_ADDRESS_1("street_address_1", "Address"),
    STREET_ADDRESS_2("street_address_2", "Address2"),
    CITY("city", "City"),
    STATE("state", "State"),
    POSTAL_CODE("postal_code", "PostalCode"),
    COUNTRY("country", "AddressCountry"),
    EMAIL("email", "Email"),
    PHONE("phone", "PhoneNumber");

    private final String input;
    private final String answer;

    Particular(String input, String answer) {
        this.input = input;
        this.answer = answer;
    }

    /** The key among a job's inputs. */
    public String input() {
        return input;
    }

    /** The key in a result's body. */
    public String answer() {
        return answer;
    }

    boolean isName() {
        return switch (this) {
            case FIRST_NAME, LAST_NAME, FULL_NAME, ENTITY_NAME -> true;
            case BIRTHDATE,
                    STREET_ADDRESS_1,
                    STREET_ADDRESS_2,
                    CITY,
                    STATE,
                    POSTAL_CODE,
                    COUNTRY,
                    EMAIL,
                    PHONE ->
                    false;
        };
    }

    public static Optional<Particular> ofInput(String key) {
        return Stream.of(values()).filter(it -> it.input.equals(key)).findFirst();
    }
}
