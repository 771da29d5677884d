package dev.kycplatform.planted.technicalcore;

import com.fasterxml.jackson.annotation.JsonProperty;

class AnnotatesForJackson {
    @JsonProperty("planted")
    final String planted = "";
}
