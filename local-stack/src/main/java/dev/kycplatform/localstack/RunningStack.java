package dev.kycplatform.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.process.ProcessIdentity;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.secret.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a launcher has started, written down for those that come after it.
 *
 * @param supervisor the launcher that watches over the rest
 * @param ready whether everything has been healthy at once
 * @param members in the order in which they were started
 */
public record RunningStack(ProcessIdentity supervisor, boolean ready, List<Member> members) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /**
     * One process of the stack.
     *
     * @param listens addresses, for people
     * @param health what to ask whether it is well; empty for those that speak no HTTP
     */
    public record Member(
            String name,
            ProcessIdentity process,
            List<String> listens,
            Optional<String> health,
            String log) {}

    /** Empty if no launcher has left a record here. */
    public static Optional<RunningStack> read(Path state) {
        try {
            return Optional.of(fromJson(Files.readString(file(state))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(state), e);
        }
    }

    public void write(Path state) {
        PrivateFiles.write(file(state), toJson());
    }

    public static void erase(Path state) {
        try {
            Files.deleteIfExists(file(state));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(state), e);
        }
    }

    /** Whether the launcher that wrote this still watches. */
    public boolean isSupervised() {
        return supervisor.isRunning();
    }

    /** The members that run, never a process that only has the id of one. */
    public List<Member> running() {
        return members.stream().filter(member -> member.process().isRunning()).toList();
    }

    /** Stops what its launcher left behind: services first, then what they stand on. */
    public void stopOrphans(Duration grace) {
        List<Member> services =
                running().stream().filter(member -> member.health().isPresent()).toList();
        services.forEach(member -> tell(member.process(), Signal.TERMINATE));
        services.forEach(member -> end(member.process(), Signal.TERMINATE, grace));
        for (Member server : running()) {
            boolean postgres = server.name().equals("postgres");
            end(server.process(), postgres ? Signal.INTERRUPT : Signal.TERMINATE, grace);
        }
    }

    /** Sends the signal and, when it was not enough in time, kills. */
    public static void end(ProcessIdentity process, Signal signal, Duration grace) {
        process.find()
                .ifPresent(
                        handle -> {
                            List<Long> family = new ArrayList<>();
                            family.add(handle.pid());
                            handle.descendants().map(ProcessHandle::pid).forEach(family::add);
                            Signal.RESUME.send(family);
                            tell(process, signal);
                            if (!ended(process, grace)) {
                                Signal.KILL.send(family);
                                ended(process, grace);
                            }
                        });
    }

    private static void tell(ProcessIdentity process, Signal signal) {
        process.find().ifPresent(handle -> signal.send(handle.pid()));
    }

    private static boolean ended(ProcessIdentity process, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (process.isRunning()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static Path file(Path state) {
        return state.resolve("stack.json");
    }

    private String toJson() {
        var root = JSON.createObjectNode();
        write(supervisor, root.putObject("supervisor"));
        root.put("ready", ready);
        var list = root.putArray("members");
        for (Member member : members) {
            var node = list.addObject();
            node.put("name", member.name());
            write(member.process(), node.putObject("process"));
            node.set("listens", JSON.valueToTree(member.listens()));
            member.health().ifPresent(url -> node.put("health", url));
            node.put("log", member.log());
        }
        return root.toPrettyString() + "\n";
    }

    private static RunningStack fromJson(String text) throws IOException {
        var root = JSON.readTree(text);
        var members = new ArrayList<Member>();
        for (var node : root.path("members")) {
            var listens = new ArrayList<String>();
            node.path("listens").forEach(address -> listens.add(address.asText()));
            members.add(
                    new Member(
                            node.path("name").asText(),
                            identity(node.path("process")),
                            List.copyOf(listens),
                            Optional.ofNullable(node.path("health").asText(null)),
                            node.path("log").asText()));
        }
        return new RunningStack(
                identity(root.path("supervisor")),
                root.path("ready").asBoolean(),
                List.copyOf(members));
    }

    private static void write(ProcessIdentity process, ObjectNode node) {
        node.put("pid", process.pid()).put("started_at", process.startedAt());
    }

    private static ProcessIdentity identity(JsonNode node) {
        return new ProcessIdentity(node.path("pid").asLong(), node.path("started_at").asText());
    }
}
