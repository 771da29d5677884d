package dev.kycplatform.sandbox.soap.http;

import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;
import dev.kycplatform.sandbox.person.Photo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** SOAP 1.1 messages of these registers: a question read, an answer or a fault written. */
final class Envelope {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String REGISTRY = "urn:registry:identity:1";
    private static final String CONTENT_TYPE = "text/xml;charset=UTF-8";

    /** 20/09/2000. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ENGLISH);

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final XMLInputFactory READERS = readers();

    private Envelope() {}

    /** What a question asks; null is what it leaves out. */
    record Question(@Nullable String idType, @Nullable String idNumber) {}

    private static XMLInputFactory readers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Empty if it is no XML. */
    static Optional<Question> read(byte[] message) {
        String type = null;
        String number = null;
        try {
            var reader = READERS.createXMLStreamReader(new ByteArrayInputStream(message));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    if (isCalled("IdType", reader)) {
                        type = reader.getElementText();
                    } else if (isCalled("IdNumber", reader)) {
                        number = reader.getElementText();
                    }
                }
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
        return Optional.of(new Question(type, number));
    }

    private static boolean isCalled(String name, XMLStreamReader reader) {
        return reader.getLocalName().equals(name) && REGISTRY.equals(reader.getNamespaceURI());
    }

    static NativeAnswer identity(Extract told) {
        return message(
                200,
                writer -> {
                    writer.writeStartElement("r", "IdentityResponse", REGISTRY);
                    writer.writeNamespace("r", REGISTRY);
                    writer.writeStartElement("r", "Identity", REGISTRY);
                    write(writer, "IdNumber", told.idNumber());
                    write(writer, "Surname", told.surname());
                    write(writer, "Forename", told.firstName());
                    write(writer, "Forename", told.middleName());
                    write(writer, "DateOfBirth", text(told.bornOn()));
                    var gender = told.gender();
                    write(writer, "Sex", gender == null ? null : gender.name());
                    write(writer, "Telephone", told.phone());
                    write(writer, "Residence", told.address());
                    writePhoto(writer, told.photo());
                    write(writer, "IssuedOn", text(told.issuedOn()));
                    write(writer, "ExpiresOn", text(told.expiresOn()));
                    writer.writeEndElement();
                    writer.writeEndElement();
                });
    }

    /** @param code of the fault's detail, for machines */
    static NativeAnswer fault(int status, String who, String code) {
        return message(
                status,
                writer -> {
                    writer.writeStartElement("soap", "Fault", SOAP);
                    writer.writeStartElement("faultcode");
                    writer.writeCharacters("soap:" + who);
                    writer.writeEndElement();
                    writer.writeStartElement("faultstring");
                    writer.writeCharacters("The registry could not answer: " + code);
                    writer.writeEndElement();
                    writer.writeStartElement("detail");
                    writer.writeStartElement("r", "ErrorCode", REGISTRY);
                    writer.writeNamespace("r", REGISTRY);
                    writer.writeCharacters(code);
                    writer.writeEndElement();
                    writer.writeEndElement();
                    writer.writeEndElement();
                });
    }

    private interface Body {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    private static NativeAnswer message(int status, Body body) {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer = WRITERS.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.writeStartElement("soap", "Envelope", SOAP);
            writer.writeNamespace("soap", SOAP);
            writer.writeStartElement("soap", "Body", SOAP);
            body.write(writer);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written into memory", e);
        }
        return new NativeAnswer(status, CONTENT_TYPE, bytes.toByteArray());
    }

    private static void write(XMLStreamWriter writer, String name, @Nullable String value)
            throws XMLStreamException {
        if (value != null) {
            writer.writeStartElement("r", name, REGISTRY);
            writer.writeCharacters(value);
            writer.writeEndElement();
        }
    }

    /** In lines, as mail has it, which many such registers do. */
    private static void writePhoto(XMLStreamWriter writer, @Nullable Photo photo)
            throws XMLStreamException {
        if (photo != null) {
            writer.writeStartElement("r", "Photograph", REGISTRY);
            writer.writeAttribute("encoding", "base64");
            writer.writeCharacters(Base64.getMimeEncoder().encodeToString(photo.jpeg()));
            writer.writeEndElement();
        }
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : DATE.format(date);
    }
}
