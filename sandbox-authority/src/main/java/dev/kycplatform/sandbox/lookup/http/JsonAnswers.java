package dev.kycplatform.sandbox.lookup.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;

/** Writes answers of authorities that speak some kind of JSON. */
@ApplicationScoped
public class JsonAnswers {
    private final ObjectMapper json;

    JsonAnswers(ObjectMapper json) {
        this.json = json;
    }

    public NativeAnswer of(int status, Object object) {
        try {
            return new NativeAnswer(
                    status, MediaType.APPLICATION_JSON, json.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of plain fields could not be written", e);
        }
    }
}
