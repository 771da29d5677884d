package dev.kycplatform.sandbox.authority;

/** What an authority is asked in, and answers in. */
public enum Dialect {
    /** A JSON object with an API key; flat records back. */
    FLAT_JSON,

    /** A URL with an access token; nested JSON back. */
    NESTED_JSON,

    /** SOAP with a password; a fault if there is no such number. */
    SOAP,

    /** A form with an API key; always HTTP 200 and JSON back, whatever it has to say. */
    FORM,

    /** JSON with an API key, about a number and whom it is said to belong to; nested JSON back. */
    IDENTITY;

    /** Made up, but for what is a fact: the bank verification register and the Kenyan ones answer in flat JSON. */
    static Dialect of(String authority) {
        var country = authority.substring(0, authority.indexOf('-'));
        return switch (country) {
            case "gh" -> SOAP;
            case "ng" -> authority.equals("ng-nibss") ? FLAT_JSON : FORM;
            case "ug", "za", "zm" -> NESTED_JSON;
            case "us" -> IDENTITY;
            default -> FLAT_JSON;
        };
    }
}
