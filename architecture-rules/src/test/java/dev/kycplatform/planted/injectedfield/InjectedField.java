package dev.kycplatform.planted.injectedfield;

import jakarta.inject.Inject;

class InjectedField {
    @Inject String collaborator = "";
}
