package dev.kycplatform.worker.authority;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A document whose texts and attributes are templates. It is taken apart once, and written anew for each
 * question by a writer that escapes. An element whose only content is an expression without a value is left out.
 */
final class XmlTemplate {
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    /** What XML cannot carry in any form. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final Element root;

    private XmlTemplate(Element root) {
        this.root = root;
    }

    private sealed interface Content {}

    private record Text(Template template) implements Content {
        boolean isSoleExpression() {
            return template.parts().size() == 1
                    && template.parts().getFirst() instanceof Template.Part.Computed;
        }
    }

    /** Names as they stand, prefixes included. */
    private record Element(String name, Map<String, Template> attributes, List<Content> contents)
            implements Content {}

    /** @throws IllegalArgumentException if the text is no XML, or an expression in it is none */
    static XmlTemplate parse(String text) {
        try {
            var reader = XmlTree.secureFactory().createXMLStreamReader(new StringReader(text));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw new IllegalArgumentException("XML without a document type");
                }
            }
            var template = new XmlTemplate(element(reader));
            while (reader.hasNext()) {
                reader.next();
            }
            return template;
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("well-formed XML: " + e.getMessage(), e);
        }
    }

    byte[] bytes(Map<String, Object> question) throws UnreadableAnswerException {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer = WRITERS.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            write(root, writer, question);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written into memory", e);
        }
        return bytes.toByteArray();
    }

    private static Element element(XMLStreamReader reader) throws XMLStreamException {
        var name = name(reader.getPrefix(), reader.getLocalName());
        var attributes = new LinkedHashMap<String, Template>();
        for (var i = 0; i < reader.getNamespaceCount(); i++) {
            var prefix = reader.getNamespacePrefix(i);
            attributes.put(
                    prefix == null ? "xmlns" : name("xmlns", prefix),
                    Template.parse(Objects.requireNonNullElse(reader.getNamespaceURI(i), "")));
        }
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    Template.parse(reader.getAttributeValue(i)));
        }
        var contents = new ArrayList<Content>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> contents.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.getText().isBlank()) {
                        contents.add(new Text(Template.parse(reader.getText().strip())));
                    }
                }
                default -> {
                    // Comments are for whoever reads the file.
                }
            }
        }
        return new Element(name, attributes, List.copyOf(contents));
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private static void write(Element element, XMLStreamWriter writer, Map<String, Object> question)
            throws XMLStreamException, UnreadableAnswerException {
        var sole = soleValue(element, question);
        if (sole.isWithout()) {
            return;
        }
        writer.writeStartElement(element.name());
        for (var attribute : element.attributes().entrySet()) {
            var value = attribute.getValue().plain(question);
            if (value != null) {
                writer.writeAttribute(attribute.getKey(), allowed(value));
            }
        }
        for (var content : element.contents()) {
            switch (content) {
                case Element inner -> write(inner, writer, question);
                case Text text ->
                        writer.writeCharacters(
                                allowed(
                                        sole.value() == null
                                                ? text.template().text(question, it -> it)
                                                : sole.value()));
            }
        }
        writer.writeEndElement();
    }

    /** @param value of an element that is one expression, if it has one */
    private record Sole(boolean isOne, @Nullable String value) {
        boolean isWithout() {
            return isOne && value == null;
        }
    }

    private static Sole soleValue(Element element, Map<String, Object> question)
            throws UnreadableAnswerException {
        if (element.contents().size() == 1
                && element.contents().getFirst() instanceof Text text
                && text.isSoleExpression()) {
            return new Sole(true, text.template().plain(question));
        }
        return new Sole(false, null);
    }

    private static String allowed(String value) {
        return FORBIDDEN.matcher(value).replaceAll(" ");
    }
}
