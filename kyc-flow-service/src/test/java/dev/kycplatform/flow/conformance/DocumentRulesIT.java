package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.flow.document.Uploads;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of documents.tsv. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class DocumentRulesIT {
    private static final byte[] BACK = "Its other side".getBytes(StandardCharsets.UTF_8);
    private static final int MOST = 20 << 20;

    private static @Nullable TestUser user;

    static List<String[]> rules() {
        return Table.rows("documents.tsv", 7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(
            String rule,
            String changes,
            String parts,
            int status,
            String message,
            String pointer,
            String expected) {
        var user = user();
        var draft = draft(user);
        draft.change(changes);
        var request = Uploads.signed(user, draft.text());
        var isDataLast = parts.startsWith("before");
        if (!isDataLast) {
            request.multiPart(Uploads.field("data", draft.text()));
        }
        Stream.of(parts.split(",")).forEach(part -> add(request, part));
        if (isDataLast) {
            request.multiPart(Uploads.field("data", draft.text()));
        }

        var answer = request.post("/0.2/documents");

        assertThat(answer.statusCode()).as("%s: %s", rule, answer.asString()).isEqualTo(status);
        Answered.check(answer, draft.filled(message), pointer, draft.filled(expected));
    }

    private static Draft draft(TestUser user) {
        var picture = Uploads.sha256(Uploads.PICTURE);
        return new Draft(
                Uploads.data(user, Uploads.PICTURE),
                Map.of(
                        "TAKEN", user.handle().toUpperCase(Locale.ROOT),
                        "picture", picture,
                        "PICTURE", picture.toUpperCase(Locale.ROOT),
                        "back", Uploads.sha256(BACK)));
    }

    private static void add(RequestSpecification request, String part) {
        if (!part.contains("=")) {
            return;
        }
        var words = part.split("=");
        request.multiPart(Uploads.file(words[0], words[0] + ".png", content(words[1])));
    }

    private static byte[] content(String name) {
        return switch (name) {
            case "picture" -> Uploads.PICTURE;
            case "back" -> BACK;
            case "empty" -> new byte[0];
            case "half" -> noise(MOST / 2);
            case "large" -> noise(MOST);
            case "larger" -> noise(MOST + (1 << 17));
            default -> throw new IllegalStateException("no such file: " + name);
        };
    }

    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static TestUser user() {
        if (user == null) {
            user = FlowUnderTest.person(FlowUnderTest.app());
        }
        return Objects.requireNonNull(user);
    }
}
