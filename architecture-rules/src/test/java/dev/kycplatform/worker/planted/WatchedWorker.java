package dev.kycplatform.worker.planted;

public class WatchedWorker {}
