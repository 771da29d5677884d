package dev.kycplatform.planted.technicalcore;

import jakarta.persistence.EntityManager;

interface TouchesStorage {
    void store(EntityManager manager);
}
