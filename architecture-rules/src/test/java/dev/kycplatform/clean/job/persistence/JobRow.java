package dev.kycplatform.clean.job.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class JobRow {
    @Id String id = "";
}
