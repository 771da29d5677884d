package dev.kycplatform.flow.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Uploads documents as the vendor's clients do. */
public final class Uploads {
    /** A small document. */
    public static final byte[] PICTURE = "A picture of a passport".getBytes(StandardCharsets.UTF_8);

    private Uploads() {}

    /** One whole and good upload. */
    public static Response upload(TestUser user, byte[] file) {
        return upload(user, data(user, file), file);
    }

    static Response upload(TestUser user, ObjectNode data, byte[] file) {
        var text = data.toString();
        return signed(user, text)
                .multiPart(field("data", text))
                .multiPart(file("file", "passport.png", file))
                .post("/0.2/documents");
    }

    /** Signed over the text of the field {@code data}. */
    public static RequestSpecification signed(TestUser user, String text) {
        return FlowUnderTest.signed(user.app(), text)
                .header("usersignature", FlowUnderTest.sign(user.privateKey(), text));
    }

    /** A form field without a file's name. */
    public static MultiPartSpecification field(String name, String text) {
        return new MultiPartSpecBuilder(text.getBytes(StandardCharsets.UTF_8))
                .controlName(name)
                .mimeType("text/plain")
                .emptyFileName()
                .build();
    }

    /** A picture. As a stream, for the client writes an array out as text first, number by number. */
    public static MultiPartSpecification file(String name, String fileName, byte[] content) {
        return new MultiPartSpecBuilder(new ByteArrayInputStream(content))
                .controlName(name)
                .fileName(fileName)
                .mimeType("image/png")
                .build();
    }

    /** The field {@code data} for one file. */
    public static ObjectNode data(TestUser user, byte[] file) {
        return FlowUnderTest.body(user.app(), user.handle()).setAll(metadata(file));
    }

    public static ObjectNode metadata(byte[] file) {
        return FlowUnderTest.json(
                """
                {"name":"Passport","filename":"passport.png","hash":"%s","mime_type":"image/png",
                 "document_type":"id_passport","identity_type":"passport"}"""
                        .formatted(sha256(file)));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
