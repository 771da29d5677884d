package dev.kycplatform.planted.strayrow.persistence;

import jakarta.persistence.Entity;

@Entity
class Misnamed {}
