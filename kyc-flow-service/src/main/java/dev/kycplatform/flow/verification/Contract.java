package dev.kycplatform.flow.verification;

/** By which of the two contracts a verification was asked for; decides its webhooks and what a document does. */
public enum Contract {
    ADVANCED,
    CLASSIC
}
