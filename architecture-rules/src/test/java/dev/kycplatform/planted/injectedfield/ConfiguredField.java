package dev.kycplatform.planted.injectedfield;

import org.eclipse.microprofile.config.inject.ConfigProperty;

class ConfiguredField {
    @ConfigProperty(name = "planted")
    String setting = "";
}
