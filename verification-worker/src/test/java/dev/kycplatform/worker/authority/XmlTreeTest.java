package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlTreeTest {
    @Test
    void hasElementsAttributesListsAndText() throws UnreadableAnswerException {
        var tree =
                read(
                        """
                        <?xml version="1.0"?>
                        <s:Envelope xmlns:s="urn:s"><s:Body kind="x"><!-- no --><Name>Jo&amp;e</Name>
                          <Tel> 1 </Tel><Tel>2</Tel><Tel>3</Tel><Photo enc="b">eA<![CDATA[==]]></Photo><Gone/>
                        </s:Body></s:Envelope>""");

        assertThat(tree.json())
                .isEqualTo(
                        "{\"Envelope\":{\"Body\":{\"@kind\":\"x\",\"Name\":\"Jo&e\","
                                + "\"Tel\":[\"1\",\"2\",\"3\"],"
                                + "\"Photo\":{\"@enc\":\"b\",\"#text\":\"eA==\"},\"Gone\":\"\"}}}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE a><a/>                                                 | xml_document_type",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a> | xml_document_type",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>                         | xml_document_type",
                "<a>&undeclared;</a>                                              | not_xml",
                "<a><b></a>                                                       | not_xml",
                "<a/><b/>                                                         | not_xml",
                "<a>                                                              | not_xml",
                "{}                                                               | not_xml",
            })
    void isMadeOfNothingElse(String xml, String cause) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> read(xml))
                .withMessage(cause);
    }

    @Test
    void isNotMadeOfHalfACharacter() {
        var half = new byte[] {'<', 'a', '>', (byte) 0xC3, '<', '/', 'a', '>'};

        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> XmlTree.read(half))
                .withMessage("not_xml");
    }

    @Test
    void isNotDeeperThanAnyRegisterNests() {
        var deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);

        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> read(deep))
                .withMessage("too_deep");
    }

    /** A list that is copied for each element would take hours. */
    @Test
    void hasAsManyElementsOfOneNameAsFit() throws UnreadableAnswerException {
        var many = "<r>" + "<a/>".repeat(500_000) + "</r>";

        assertThat(Expression.parse("$count(r.a)").evaluate(read(many).root(), Map.of()))
                .isEqualTo(500_000);
    }

    private static AnswerTree read(String xml) throws UnreadableAnswerException {
        return XmlTree.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
