package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows the snippets that {@link SnippetsIT} runs, and nothing else under their names. */
class MigrationGuideTest {
    private static final Path GUIDE = Path.of("../docs/migrating-from-smile-id.md");

    /** A link to a snippet, alone in its line, then the snippet itself. */
    private static final Pattern INCLUDED =
            Pattern.compile(
                    "^\\[`[^`]+`]\\(snippets/([^)]+)\\)\\n\\n```[a-z]*\\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everySnippetStandsInTheGuideAsItIsRun() throws IOException {
        assertThat(included()).containsExactlyInAnyOrderEntriesOf(snippets());
    }

    private static Map<String, String> included() throws IOException {
        var included = new HashMap<String, String>();
        var matcher = INCLUDED.matcher(Files.readString(GUIDE));
        while (matcher.find()) {
            included.put(matcher.group(1), matcher.group(2));
        }
        return included;
    }

    private static Map<String, String> snippets() throws IOException {
        var snippets = new HashMap<String, String>();
        for (var language : Language.values()) {
            for (var file : language.files()) {
                snippets.put(Language.SNIPPETS.relativize(file).toString(), Files.readString(file));
            }
        }
        return snippets;
    }
}
