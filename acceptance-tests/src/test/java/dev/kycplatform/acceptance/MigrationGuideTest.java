package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guides show the snippets that {@link SnippetsIT} and {@link SilaSnippetsIT} run, and nothing else under their names. */
class MigrationGuideTest {
    private static final Path GUIDES = Path.of("../docs");

    /** A link to a snippet, alone in its line, then the snippet itself. */
    private static final Pattern INCLUDED =
            Pattern.compile(
                    "^\\[`[^`]+`]\\(snippets/([^)]+)\\)\\n\\n```[a-z]*\\n(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everySnippetForJobsStandsInItsGuideAsItIsRun() throws IOException {
        assertThat(included("migrating-from-smile-id.md"))
                .containsExactlyInAnyOrderEntriesOf(snippets());
    }

    @Test
    void everySnippetForFlowsStandsInItsGuideAsItIsRun() throws IOException {
        assertThat(included("migrating-from-sila.md"))
                .containsExactlyInAnyOrderEntriesOf(snippetsBelow("sila"));
    }

    private static Map<String, String> included(String guide) throws IOException {
        var included = new HashMap<String, String>();
        var matcher = INCLUDED.matcher(Files.readString(GUIDES.resolve(guide)));
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

    private static Map<String, String> snippetsBelow(String directory) throws IOException {
        var snippets = new HashMap<String, String>();
        try (var files = Files.walk(Language.SNIPPETS.resolve(directory))) {
            var ours =
                    files.filter(file -> file.toString().matches(".*\\.(sh|cjs|java)"))
                            // What a reader who tried them there has installed beside them.
                            .filter(file -> !file.toString().contains("node_modules"));
            for (var file : ours.toList()) {
                snippets.put(Language.SNIPPETS.relativize(file).toString(), Files.readString(file));
            }
        }
        return snippets;
    }
}
