package dev.kycplatform.sandbox.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final int MANY = 2_000;

    private final People people = new People();

    @Test
    void areTheSameForTheSameNumberInEveryRun() {
        var here = people.behind("22345678901", Homeland.NIGERIA);
        var elsewhere = new People().behind("22345678901", Homeland.NIGERIA);

        assertThat(here).usingRecursiveComparison().isEqualTo(elsewhere);
    }

    @Test
    void differInWhatTellsPeopleApart() {
        assertThat(distinct(person -> person.firstName() + person.middleName() + person.lastName()))
                .isEqualTo(MANY);
        assertThat(distinct(Person::phone)).isEqualTo(MANY);
        assertThat(distinct(Person::address)).isGreaterThan(MANY * 95 / 100);
        assertThat(distinct(Person::bornOn)).isGreaterThan(MANY * 9 / 10);
        assertThat(distinct(Person::gender)).isEqualTo(2);
    }

    @Test
    void wereRegisteredAsAdults() {
        assertThat(many())
                .allSatisfy(
                        person ->
                                assertThat(person.registeredOn())
                                        .isAfterOrEqualTo(person.bornOn().plusYears(18))
                                        .isBefore(LocalDate.of(2025, 1, 1)));
    }

    @Test
    void liveWhereTheAuthorityIs() {
        assertThat(people.behind("22345678901", Homeland.NIGERIA).phone()).matches("080[0-9]{8}");
        assertThat(people.behind("12345678", Homeland.KENYA).phone()).matches("07[0-9]{8}");
    }

    @Test
    void haveAPhotoInOneOfTenCases() {
        assertThat(photos()).hasSizeBetween(MANY * 8 / 100, MANY * 12 / 100);
    }

    @Test
    void havePhotosOfAllSizesFrom30To300Kilobytes() {
        var sizes = photos().stream().mapToInt(photo -> photo.jpeg().length).summaryStatistics();

        assertThat(sizes.getMin()).isBetween(30 * 1024, 45 * 1024);
        assertThat(sizes.getMax()).isBetween(285 * 1024, 300 * 1024);
    }

    @Test
    void havePhotosThatCanBeSeen() {
        assertThat(photos()).allSatisfy(PeopleTest::canBeSeen);
    }

    @Test
    void ofTheTestNumbersAreTheOneThatIsDocumented() throws IOException {
        var person = people.ofTheTestNumbers();

        assertThat(person.firstName() + " " + person.middleName() + " " + person.lastName())
                .isEqualTo("Joe Doe Leo");
        assertThat(person.bornOn()).isEqualTo("2000-09-20");
        assertThat(person.gender()).isEqualTo(Gender.MALE);
        assertThat(person.address()).isEqualTo("10, Workbox, Ojora Close, Victoria Island, Lagos");
        canBeSeen(Objects.requireNonNull(person.photo()));
    }

    private static void canBeSeen(Photo photo) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(photo.jpeg()));

        assertThat(image.getWidth()).isEqualTo(240);
        assertThat(image.getHeight()).isEqualTo(320);
    }

    private long distinct(Function<Person, Object> trait) {
        return many().stream().map(trait).distinct().count();
    }

    private List<Photo> photos() {
        return many().stream().map(Person::photo).filter(Objects::nonNull).toList();
    }

    private List<Person> many() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> people.behind("%011d".formatted(i), Homeland.NIGERIA))
                .toList();
    }
}
