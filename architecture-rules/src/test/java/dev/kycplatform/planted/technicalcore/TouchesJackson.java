package dev.kycplatform.planted.technicalcore;

import com.fasterxml.jackson.databind.ObjectMapper;

class TouchesJackson {
    final ObjectMapper json = new ObjectMapper();
}
