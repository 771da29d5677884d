package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.StartCache;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.server.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * All tests together start services a hundred times: one start is watched first, and the others are half as long. Only
 * if {@code starts.trained} says so, since it does not pay for a single test.
 */
public final class TrainedStarts implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (Boolean.getBoolean("starts.trained")) {
            train();
        }
    }

    private static void train() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            var state = Files.createTempDirectory(target, "training-");
            StartCache.train(StackSettings.forTests(Workspace.find(), state));
            Directories.delete(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
