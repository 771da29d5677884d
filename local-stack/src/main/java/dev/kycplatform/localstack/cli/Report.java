package dev.kycplatform.localstack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "report")
final class Report implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
