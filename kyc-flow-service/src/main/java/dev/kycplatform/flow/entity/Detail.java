package dev.kycplatform.flow.entity;

/** Something registered of an entity beside its profile. Texts are as they were sent; {@code ""} where there is none. */
public sealed interface Detail {
    /** What it is, for those that store it and answer it. */
    enum Kind {
        EMAIL,
        PHONE,
        IDENTITY,
        ADDRESS,
        ID_DOCUMENT,
        DEVICE
    }

    default Kind kind() {
        return switch (this) {
            case Email _ -> Kind.EMAIL;
            case Phone _ -> Kind.PHONE;
            case Identity _ -> Kind.IDENTITY;
            case Address _ -> Kind.ADDRESS;
            case IdDocument _ -> Kind.ID_DOCUMENT;
            case Device _ -> Kind.DEVICE;
        };
    }

    record Email(String address) implements Detail {
        @Override
        public String toString() {
            return "Email";
        }
    }

    /** @param smsOptIn whether the person agreed to be sent messages */
    record Phone(String number, boolean smsOptIn) implements Detail {
        @Override
        public String toString() {
            return "Phone";
        }
    }

    /**
     * @param country ISO 3166-1 alpha-2 of the registry that owns the number
     * @param type as the ID-type registry names it
     * @param value canonical: without the separators that people write
     */
    record Identity(String country, String type, String value) implements Detail {
        /** The wire's name: {@code SSN}, or {@code NG/BVN} for those of other countries. */
        public String alias() {
            return country.equals("US") ? type : country + "/" + type;
        }

        @Override
        public String toString() {
            return "Identity[" + country + "/" + type + "]";
        }
    }

    /** @param country ISO 3166-1 alpha-2 */
    record Address(
            String nickname,
            String streetAddress1,
            String streetAddress2,
            String city,
            String state,
            String country,
            String postalCode)
            implements Detail {
        @Override
        public String toString() {
            return "Address";
        }
    }

    /** A document that proves who one is, by its number. */
    record IdDocument(String type, String number, String state, String country) implements Detail {
        @Override
        public String toString() {
            return "IdDocument[" + type + "]";
        }
    }

    /** What the person registered with. */
    record Device(String fingerprint, String sessionIdentifier) implements Detail {
        @Override
        public String toString() {
            return "Device";
        }
    }
}
