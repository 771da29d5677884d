package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.RunningStack;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Says what runs; its exit status tells a script. */
@Command(
        name = "status",
        description =
                "Shows what runs; exits 0 if all of it is healthy, 1 if not, 3 if nothing runs.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    private static final int NOTHING = 3;

    @Override
    public Integer call() {
        Optional<RunningStack> recorded = Checkout.current().running();
        if (recorded.filter(stack -> stack.isSupervised() || !stack.running().isEmpty())
                .isEmpty()) {
            System.out.println("Nothing is running.");
            return NOTHING;
        }
        RunningStack stack = recorded.orElseThrow();
        if (!stack.isSupervised()) {
            System.out.println("The launcher has died; ./kyc down stops what it left running.");
        }
        System.out.print(Table.of(stack));
        return stack.isSupervised() && stack.ready() && Table.allWell(stack)
                ? ExitCode.OK
                : ExitCode.SOFTWARE;
    }
}
