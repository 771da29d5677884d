package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.IdAuthority;
import dev.kycplatform.worker.lookup.Lookup;
import jakarta.enterprise.context.ApplicationScoped;

/** Authorities that take a number as JSON and answer in JSON of their own. */
@ApplicationScoped
class HttpIdAuthority implements IdAuthority {
    private final ObjectMapper json = JsonMapper.builder().build();
    private final AuthorityClient client;
    private final AnswerReader reader;

    HttpIdAuthority(AuthorityClient client, AnswerReader reader) {
        this.client = client;
        this.reader = reader;
    }

    @Override
    public Answer ask(Lookup lookup) {
        var path = "/authorities/" + lookup.authority() + "/lookups";
        return reader.read(
                lookup.authority(), client.post(path, question(lookup), lookup.within()));
    }

    private record Question(
            @JsonProperty("id_type") String idType, @JsonProperty("id_number") String idNumber) {}

    private byte[] question(Lookup lookup) {
        try {
            return json.writeValueAsBytes(new Question(lookup.type().name(), lookup.idNumber()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of text could not be written", e);
        }
    }
}
