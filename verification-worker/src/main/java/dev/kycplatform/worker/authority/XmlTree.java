package dev.kycplatform.worker.authority;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a tree:
 *
 * <pre>
 * an element             a key, named without its prefix
 * several of one name    a list
 * only text in it        the text
 * an attribute           a key @name of the element
 * text beside those      the key #text
 * </pre>
 *
 * <p>A document type is refused, and with it every entity but the five that XML knows by itself.
 */
final class XmlTree {
    /** Deeper than any register nests; the reader calls itself. */
    private static final int DEEPEST = 64;

    private static final String TEXT = "#text";

    private static final XMLInputFactory FACTORY = secureFactory();

    private XmlTree() {}

    static XMLInputFactory secureFactory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver(
                (_, _, _, _) -> {
                    throw new XMLStreamException("nothing is fetched");
                });
        return factory;
    }

    /** @throws UnreadableAnswerException unless it is one whole document without a document type */
    static AnswerTree read(byte[] body) throws UnreadableAnswerException {
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            var root = Map.of(toRoot(reader), element(reader, 1));
            while (reader.hasNext()) {
                reader.next();
            }
            return new AnswerTree(root, JsonTree.text(root));
        } catch (XMLStreamException | RuntimeException _) {
            // The message quotes the answer, so it goes nowhere.
            throw new UnreadableAnswerException("not_xml");
        }
    }

    private static String toRoot(XMLStreamReader reader)
            throws XMLStreamException, UnreadableAnswerException {
        for (var event = reader.next();
                event != XMLStreamConstants.START_ELEMENT;
                event = reader.next()) {
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableAnswerException("xml_document_type");
            }
        }
        return reader.getLocalName();
    }

    private static Object element(XMLStreamReader reader, int depth)
            throws XMLStreamException, UnreadableAnswerException {
        if (depth > DEEPEST) {
            throw new UnreadableAnswerException("too_deep");
        }
        var keys = new LinkedHashMap<String, Object>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            keys.put("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        var text = new StringBuilder();
        for (var event = reader.next();
                event != XMLStreamConstants.END_ELEMENT;
                event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = reader.getLocalName();
                    keys.merge(name, element(reader, depth + 1), XmlTree::both);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableAnswerException("xml_entity");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        if (keys.isEmpty()) {
            return text.toString().strip();
        }
        if (!text.toString().isBlank()) {
            keys.put(TEXT, text.toString().strip());
        }
        return keys;
    }

    /** Only here are lists made, so a list holds the earlier ones of its name, and is added to where it is. */
    @SuppressWarnings("unchecked")
    private static Object both(Object earlier, Object later) {
        if (earlier instanceof ArrayList<?> several) {
            ((ArrayList<Object>) several).add(later);
            return several;
        }
        var both = new ArrayList<Object>();
        both.add(earlier);
        both.add(later);
        return both;
    }
}
