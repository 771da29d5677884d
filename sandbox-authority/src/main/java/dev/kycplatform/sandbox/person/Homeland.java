package dev.kycplatform.sandbox.person;

import java.util.List;
import java.util.stream.Stream;

/** Where people live, which shapes their phone numbers and addresses. */
public enum Homeland {
    GHANA(
            "GH",
            "024",
            7,
            List.of("Accra", "Cape Coast", "Ho", "Kumasi", "Sunyani", "Tamale", "Tema"),
            List.of("Avenue", "Link", "Road", "Street")),
    KENYA(
            "KE",
            "07",
            8,
            List.of("Eldoret", "Kisumu", "Mombasa", "Nairobi", "Nakuru", "Nyeri", "Thika"),
            List.of("Avenue", "Close", "Lane", "Road")),
    NIGERIA(
            "NG",
            "080",
            8,
            List.of("Abuja", "Benin City", "Enugu", "Ibadan", "Kano", "Lagos", "Port Harcourt"),
            List.of("Close", "Crescent", "Road", "Street")),
    SOUTH_AFRICA(
            "ZA",
            "08",
            8,
            List.of("Cape Town", "Durban", "East London", "Johannesburg", "Polokwane", "Pretoria"),
            List.of("Avenue", "Drive", "Road", "Street")),
    UGANDA(
            "UG",
            "07",
            8,
            List.of("Arua", "Entebbe", "Gulu", "Jinja", "Kampala", "Mbale", "Mbarara"),
            List.of("Close", "Lane", "Road", "Street")),
    ZAMBIA(
            "ZM",
            "09",
            8,
            List.of("Chipata", "Kabwe", "Kitwe", "Livingstone", "Lusaka", "Ndola", "Solwezi"),
            List.of("Close", "Drive", "Road", "Street"));

    private final String country;
    private final String phonePrefix;
    private final int phoneDigits;
    private final List<String> cities;
    private final List<String> streetKinds;

    Homeland(
            String country,
            String phonePrefix,
            int phoneDigits,
            List<String> cities,
            List<String> streetKinds) {
        this.country = country;
        this.phonePrefix = phonePrefix;
        this.phoneDigits = phoneDigits;
        this.cities = cities;
        this.streetKinds = streetKinds;
    }

    /**
     * @param country ISO 3166-1 alpha-2
     * @throws IllegalArgumentException if nobody made up here lives there
     */
    public static Homeland ofCountry(String country) {
        return Stream.of(values())
                .filter(homeland -> homeland.country.equals(country))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody lives in " + country));
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
