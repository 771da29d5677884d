package dev.kycplatform.dispatcher.endpoint;

import java.util.List;
import java.util.Map;

/**
 * A message ready to be sent.
 *
 * @param body the bytes, in parts that follow each other
 */
public record SignedCallback(Map<String, String> headers, List<byte[]> body) {
    public int size() {
        return body.stream().mapToInt(part -> part.length).sum();
    }
}
