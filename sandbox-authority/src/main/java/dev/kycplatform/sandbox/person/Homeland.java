package dev.kycplatform.sandbox.person;

import java.util.List;

/** Where people live, which shapes their phone numbers and addresses. */
public enum Homeland {
    KENYA(
            "07",
            8,
            List.of("Eldoret", "Kisumu", "Mombasa", "Nairobi", "Nakuru", "Nyeri", "Thika"),
            List.of("Avenue", "Close", "Lane", "Road")),
    NIGERIA(
            "080",
            8,
            List.of("Abuja", "Benin City", "Enugu", "Ibadan", "Kano", "Lagos", "Port Harcourt"),
            List.of("Close", "Crescent", "Road", "Street"));

    private final String phonePrefix;
    private final int phoneDigits;
    private final List<String> cities;
    private final List<String> streetKinds;

    Homeland(String phonePrefix, int phoneDigits, List<String> cities, List<String> streetKinds) {
        this.phonePrefix = phonePrefix;
        this.phoneDigits = phoneDigits;
        this.cities = cities;
        this.streetKinds = streetKinds;
    }

    /** What a phone number begins with. */
    String phonePrefix() {
        return phonePrefix;
    }

    /** How many digits follow the prefix. */
    int phoneDigits() {
        return phoneDigits;
    }

    List<String> cities() {
        return cities;
    }

    List<String> streetKinds() {
        return streetKinds;
    }
}
