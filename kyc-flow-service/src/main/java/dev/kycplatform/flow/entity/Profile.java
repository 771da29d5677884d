package dev.kycplatform.flow.entity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an entity is called and, of a person, when it was born. Texts are as they were sent; {@code ""} where there is none. */
public sealed interface Profile {
    /** Never empty once registered. */
    String entityName();

    default EntityType type() {
        return switch (this) {
            case Person _ -> EntityType.INDIVIDUAL;
            case Business _ -> EntityType.BUSINESS;
        };
    }

    /** @param entityName the full name: as sent, else made of the other two */
    record Person(
            String firstName, String lastName, String entityName, @Nullable LocalDate birthdate)
            implements Profile {
        public Person {
            if (entityName.isEmpty()) {
                entityName = (firstName + " " + lastName).strip();
            }
        }

        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Person";
        }
    }

    /**
     * @param businessUuid names the business in answers; given at registration
     * @param naicsCode 0: none
     * @param registrationDate {@code YYYY-MM-DD}, or empty
     */
    record Business(
            String businessUuid,
            String entityName,
            String businessType,
            String businessTypeUuid,
            String website,
            String doingBusinessAs,
            int naicsCode,
            String registrationState,
            String registrationDate)
            implements Profile {
        /** Says nothing of the business. */
        @Override
        public String toString() {
            return "Business[" + businessUuid + "]";
        }
    }
}
