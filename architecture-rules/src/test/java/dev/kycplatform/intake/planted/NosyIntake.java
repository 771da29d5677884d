package dev.kycplatform.intake.planted;

import dev.kycplatform.worker.planted.WatchedWorker;

class NosyIntake {
    final WatchedWorker watched = new WatchedWorker();
}
