package dev.kycplatform.worker.authority;

import java.util.Map;

/**
 * An answer that can be looked into, whatever it was written in.
 *
 * @param root maps, lists, text, numbers and booleans
 * @param json the same as a JSON object; where the authority wrote JSON, what it wrote
 */
record AnswerTree(Map<String, Object> root, String json) {
    /** Never prints the person. */
    @Override
    public String toString() {
        return "AnswerTree";
    }
}
