package dev.kycplatform.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every topic that this instance reads for itself. */
@ApplicationScoped
class OwnReadings {
    private final List<OwnReading> readings = new CopyOnWriteArrayList<>();

    void add(OwnReading reading) {
        readings.add(reading);
    }

    List<OwnReading> open() {
        return readings.stream().filter(reading -> !reading.isClosed()).toList();
    }
}
