package dev.kycplatform.flow.entity;

/** Whether an entity is a person or a business. */
public enum EntityType {
    INDIVIDUAL("individual"),
    BUSINESS("business");

    private final String wire;

    EntityType(String wire) {
        this.wire = wire;
    }

    /** The value of {@code entity_type}. */
    public String wire() {
        return wire;
    }
}
