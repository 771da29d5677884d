package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.RunningStack;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.process.ProcessIdentity;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.secret.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Starts everything and stays with it, or leaves a supervisor that does. */
@Command(
        name = "up",
        description = "Starts Kafka, PostgreSQL and the services; Ctrl-C stops them.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    private static final Duration ORPHANS = Duration.ofSeconds(15);
    private static final Duration WATCH = Duration.ofSeconds(1);

    /** What a line of progress begins with; everything else the supervisor says is its end. */
    private static final String PROGRESS = "  ";

    /** Longer than every wait of the supervisor itself, which reports better. */
    private static final Duration SUPERVISOR = Duration.ofMinutes(6);

    @Option(
            names = "--detach",
            description = "Return when everything is healthy and leave it running.")
    private boolean detach;

    @Option(
            names = "--supervise",
            hidden = true,
            description = "Be the supervisor that --detach leaves.")
    private boolean supervise;

    @Option(names = "--lifespan", hidden = true, description = "Of the JVMs that are started.")
    private Lifespan lifespan = Lifespan.HOURS;

    @Override
    public Integer call() {
        Checkout checkout = Checkout.current();
        PrivateFiles.directory(checkout.state());
        if (detach) {
            return detached(checkout, lifespan);
        }
        return checkout.lock() ? attached(checkout) : joined(checkout);
    }

    private int attached(Checkout checkout) {
        stopOrphans(checkout);
        Prune.olderCopies(checkout);
        try (Stack stack = Stack.start(checkout.settings(lifespan, Up::say))) {
            if (!supervise) {
                System.out.print(Table.of(stack.running()));
                System.out.println(where(checkout));
                System.out.println("Ctrl-C stops everything.");
            }
            watch(stack);
            return ExitCode.OK;
        }
    }

    /** Leaves a stack running and says how it is. */
    static int detached(Checkout checkout, Lifespan lifespan) {
        if (isSupervised(checkout)) {
            return joined(checkout);
        }
        Path log = checkout.state().resolve("logs/launcher.log");
        Process supervisor = startSupervisor(checkout, lifespan, log);
        // Whoever interrupts the waiting wants none of it.
        Thread giveUp = new Thread(() -> Signal.TERMINATE.send(supervisor.pid()));
        Runtime.getRuntime().addShutdownHook(giveUp);
        follow(checkout, supervisor, log);
        Runtime.getRuntime().removeShutdownHook(giveUp);
        RunningStack stack = checkout.running().orElseThrow();
        System.out.print(Table.of(stack));
        System.out.println(where(checkout));
        System.out.println("./kyc down stops everything.");
        return ExitCode.OK;
    }

    private static Process startSupervisor(Checkout checkout, Lifespan lifespan, Path log) {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(checkout.launcher("up", "--supervise", "--lifespan=" + lifespan));
        try {
            Files.createDirectories(log.getParent() == null ? checkout.state() : log.getParent());
            return new ProcessBuilder(command)
                    .directory(checkout.root().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the supervisor", e);
        }
    }

    /** Repeats what the supervisor says until everything is healthy. */
    private static void follow(Checkout checkout, Process supervisor, Path log) {
        long deadline = System.nanoTime() + SUPERVISOR.toNanos();
        int shown = 0;
        while (true) {
            boolean ready = isReady(checkout, supervisor.pid());
            boolean ended = !supervisor.isAlive();
            List<String> said = lines(log);
            List<String> progress = said.stream().filter(Up::isProgress).toList();
            progress.stream().skip(shown).forEach(System.out::println);
            shown = progress.size();
            if (ready) {
                return;
            }
            if (ended) {
                said.stream().filter(line -> !isProgress(line)).forEach(System.err::println);
            }
            if (ended || System.nanoTime() > deadline) {
                throw new ProcessException("the stack did not start; see " + log);
            }
            pause(Duration.ofMillis(200));
        }
    }

    private static boolean isProgress(String line) {
        return line.startsWith(PROGRESS);
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private static boolean isReady(Checkout checkout, long supervisor) {
        return checkout.running()
                .filter(stack -> stack.supervisor().pid() == supervisor && stack.ready())
                .isPresent();
    }

    /** Says that a stack runs already, as soon as it is healthy. */
    static int joined(Checkout checkout) {
        long deadline = System.nanoTime() + SUPERVISOR.toNanos();
        Optional<RunningStack> stack = checkout.running();
        while (stack.filter(RunningStack::ready).isEmpty()) {
            if (System.nanoTime() > deadline
                    || (stack.isPresent() && !stack.orElseThrow().isSupervised())) {
                throw new ProcessException(
                        "another ./kyc is starting or stopping here; try again when it is done");
            }
            pause(Duration.ofMillis(200));
            stack = checkout.running();
        }
        RunningStack running = stack.orElseThrow();
        System.out.println(
                "Already running, watched by process " + running.supervisor().pid() + ".");
        System.out.print(Table.of(running));
        System.out.println(where(checkout));
        return ExitCode.OK;
    }

    static boolean isSupervised(Checkout checkout) {
        return checkout.running().filter(RunningStack::isSupervised).isPresent();
    }

    /** A launcher that was killed could stop nothing. */
    static void stopOrphans(Checkout checkout) {
        checkout.running()
                .ifPresent(
                        left -> {
                            if (!left.running().isEmpty()) {
                                say("stopping what a launcher that died left running");
                                left.stopOrphans(ORPHANS);
                            }
                            RunningStack.erase(checkout.state());
                        });
    }

    /** Returns when it is told to stop; says once when a process ends on its own. */
    private static void watch(Stack stack) {
        CountDownLatch stopping = new CountDownLatch(1);
        Thread hook = new Thread(stopping::countDown);
        Runtime.getRuntime().addShutdownHook(hook);
        Set<ProcessIdentity> reported = new HashSet<>();
        while (stopping.getCount() > 0) {
            for (Instance instance : stack.instances()) {
                instance.process()
                        .filter(process -> !process.isAlive() && reported.add(process.identity()))
                        .ifPresent(
                                process ->
                                        say(
                                                "%s ended with status %d; see %s"
                                                        .formatted(
                                                                instance.name(),
                                                                process.exitStatus(),
                                                                instance.log())));
            }
            pause(WATCH);
        }
    }

    private static String where(Checkout checkout) {
        return "\nPartner's credentials: %s%nApp's credentials: %s%nLogs: %s%n"
                .formatted(
                        checkout.state().resolve("partner.json"),
                        checkout.state().resolve("app.json"),
                        checkout.state().resolve("logs"));
    }

    static void say(String line) {
        System.out.println(PROGRESS + line);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted");
        }
    }
}
