package dev.kycplatform.worker.authority;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an authority writes its answers in. */
enum AnswerFormat {
    JSON("application/json") {
        @Override
        boolean isAnnouncedBy(String mediaType) {
            return mediaType.equals("application/json") || mediaType.endsWith("+json");
        }

        @Override
        AnswerTree read(byte[] body) throws UnreadableAnswerException {
            return JsonTree.read(body);
        }
    },
    XML("text/xml, application/xml") {
        @Override
        boolean isAnnouncedBy(String mediaType) {
            return mediaType.equals("text/xml")
                    || mediaType.equals("application/xml")
                    || mediaType.endsWith("+xml");
        }

        @Override
        AnswerTree read(byte[] body) throws UnreadableAnswerException {
            return XmlTree.read(body);
        }
    };

    private final String accepted;

    AnswerFormat(String accepted) {
        this.accepted = accepted;
    }

    /** The value of the header {@code Accept}. */
    String accepted() {
        return accepted;
    }

    /** @param mediaType in lower case and without parameters */
    abstract boolean isAnnouncedBy(String mediaType);

    /** @throws UnreadableAnswerException unless the body is well-formed, whole and one object */
    abstract AnswerTree read(byte[] body) throws UnreadableAnswerException;

    AnswerTree read(Exchange.Heard heard) throws UnreadableAnswerException {
        var mediaType =
                heard.contentType()
                        .map(type -> type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip());
        if (mediaType.filter(this::isAnnouncedBy).isEmpty()) {
            throw new UnreadableAnswerException("wrong_content_type");
        }
        return read(heard.body());
    }

    /** The name in connector files. */
    String dataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AnswerFormat> ofDataName(String name) {
        return Stream.of(values()).filter(format -> format.dataName().equals(name)).findFirst();
    }
}
