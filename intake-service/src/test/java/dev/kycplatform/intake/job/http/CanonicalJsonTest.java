package dev.kycplatform.intake.job.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hashes of stored claims are of these bytes: they never change. */
class CanonicalJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> texts() {
        return Stream.concat(
                Stream.of("", "plain", "\"\\/", "é漢😀", "\u2028\u2029", "half \ud83d of one"),
                IntStream.range(0, 160).mapToObj(Character::toString));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyCharacterIsWrittenAsANodePrintsIt(String text) {
        var request = JSON.createObjectNode();
        request.putObject("params").put(text, text);

        var printed = TextNode.valueOf(text).toString();
        assertThat(CanonicalJson.of(request))
                .isEqualTo(
                        "{\"params\":{%s:%s,},}"
                                .formatted(printed, printed)
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoTextIsWrittenAsItIs() throws Exception {
        var request = JSON.createObjectNode();
        request.set("params", JSON.readTree("{\"d\":[true,false,null,1.50,{}],\"b\":{}}"));

        assertThat(new String(CanonicalJson.of(request), StandardCharsets.UTF_8))
                .isEqualTo("{\"params\":{\"b\":{},\"d\":[true,false,null,1.5,{},],},}");
    }
}
