package dev.kycplatform.sandbox.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes up the person behind a number. */
@ApplicationScoped
public class People {
    private static final List<String> FEMALE_NAMES =
            List.of(
                    "Abeni",
                    "Achieng",
                    "Adaeze",
                    "Akinyi",
                    "Amara",
                    "Amina",
                    "Atieno",
                    "Bukola",
                    "Chiamaka",
                    "Efua",
                    "Fatima",
                    "Folake",
                    "Halima",
                    "Ifeoma",
                    "Kemunto",
                    "Makena",
                    "Moraa",
                    "Mumbi",
                    "Nafula",
                    "Ngozi",
                    "Njeri",
                    "Nyambura",
                    "Ronke",
                    "Simisola",
                    "Wanjiru",
                    "Yetunde",
                    "Zainab",
                    "Zawadi");
    private static final List<String> MALE_NAMES =
            List.of(
                    "Abdul",
                    "Adebayo",
                    "Barasa",
                    "Chidi",
                    "Chukwuma",
                    "Emeka",
                    "Femi",
                    "Gitonga",
                    "Hassan",
                    "Ibrahim",
                    "Jomo",
                    "Kamau",
                    "Kelechi",
                    "Kiprono",
                    "Kwame",
                    "Mutiso",
                    "Mwangi",
                    "Obinna",
                    "Ochieng",
                    "Odhiambo",
                    "Olumide",
                    "Omondi",
                    "Otieno",
                    "Sadiq",
                    "Segun",
                    "Tunde",
                    "Uche",
                    "Yusuf");
    private static final List<String> SYLLABLES =
            List.of(
                    "ba", "bo", "chi", "da", "de", "fu", "ga", "gi", "ka", "ki", "ku", "la", "lo",
                    "ma", "mo", "mu", "na", "ne", "nya", "o", "ra", "ru", "sha", "ta", "tu", "wa",
                    "we", "ya", "yo", "zu");

    /** Old enough to be registered at 18, young enough to be alive. */
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1940, 1, 1);

    private static final LocalDate LATEST_BIRTH = LocalDate.of(2004, 12, 31);

    /** One in ten has a photo, of 30 to 300 KB: enough to exercise large answers, not only those. */
    private static final int ONE_IN = 10;

    private static final int SMALLEST_PHOTO = 30 * 1024;
    private static final int LARGEST_PHOTO = 300 * 1024;

    private final DarkRoom darkRoom = new DarkRoom();

    /** The person whom the documentation of the test numbers promises. */
    public Person ofTheTestNumbers() {
        return new Person(
                "Joe",
                "Doe",
                "Leo",
                LocalDate.of(2000, 9, 20),
                Gender.MALE,
                "0123456789",
                "10, Workbox, Ojora Close, Victoria Island, Lagos",
                "Lagos",
                LocalDate.of(2018, 9, 20),
                darkRoom.portrait(0));
    }

    /** Always the same person for a number, and as good as always another one for another number. */
    public Person behind(String idNumber, Homeland homeland) {
        var random = new SplittableRandom(Fingerprint.of(idNumber));
        var gender = random.nextBoolean() ? Gender.FEMALE : Gender.MALE;
        var givenNames =
                switch (gender) {
                    case FEMALE -> FEMALE_NAMES;
                    case MALE -> MALE_NAMES;
                };
        var firstName = oneOf(givenNames, random);
        var middleName = oneOf(givenNames, random);
        var lastName = madeUpName(random);
        var bornOn =
                LocalDate.ofEpochDay(
                        random.nextLong(
                                EARLIEST_BIRTH.toEpochDay(), LATEST_BIRTH.toEpochDay() + 1));
        return new Person(
                firstName,
                middleName,
                lastName,
                bornOn,
                gender,
                phone(homeland, random),
                address(homeland, random),
                oneOf(homeland.cities(), random),
                bornOn.plusYears(18).plusDays(random.nextInt(365)),
                photo(random));
    }

    private @Nullable Photo photo(SplittableRandom random) {
        if (random.nextInt(ONE_IN) != 0) {
            return null;
        }
        return darkRoom.portrait(
                random.nextLong(), random.nextInt(SMALLEST_PHOTO, LARGEST_PHOTO + 1));
    }

    private static String phone(Homeland homeland, SplittableRandom random) {
        var digits = new StringBuilder(homeland.phonePrefix());
        for (var i = 0; i < homeland.phoneDigits(); i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String address(Homeland homeland, SplittableRandom random) {
        return "%d, %s %s, %s"
                .formatted(
                        random.nextInt(1, 300),
                        madeUpName(random),
                        oneOf(homeland.streetKinds(), random),
                        oneOf(homeland.cities(), random));
    }

    private static String madeUpName(SplittableRandom random) {
        var name = oneOf(SYLLABLES, random) + oneOf(SYLLABLES, random) + oneOf(SYLLABLES, random);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String oneOf(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
