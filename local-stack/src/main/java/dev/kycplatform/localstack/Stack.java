package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.process.ProcessIdentity;
import dev.kycplatform.localstack.process.Reaper;
import dev.kycplatform.localstack.secret.DevelopmentSecrets;
import dev.kycplatform.localstack.secret.OperatorKeys;
import dev.kycplatform.localstack.secret.Passwords;
import dev.kycplatform.localstack.secret.PrivateFiles;
import dev.kycplatform.localstack.server.Database;
import dev.kycplatform.localstack.server.KafkaServer;
import dev.kycplatform.localstack.server.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The running system: Kafka, PostgreSQL and instances of the services, all children of this JVM, all ended with it.
 * Each of them can be stopped, killed, suspended and started again while the others run.
 */
public final class Stack implements AutoCloseable {
    /** Far more than a change of a partner takes to reach every instance. */
    private static final Duration IN_FORCE = Duration.ofSeconds(30);

    private static final String DATABASE = "kyc";

    private final StackSettings settings;
    private final Function<ServiceProgram, List<String>> command;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final Passwords passwords;
    private final DevelopmentSecrets secrets;
    private final List<Instance> instances = new ArrayList<>();
    private final ProcessIdentity self =
            ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    private final Thread shutdownHook = new Thread(this::stopAll, "stack-shutdown");
    private final Optional<Reaper> reaper;
    private final Set<ProcessIdentity> reaped = new HashSet<>();
    private @Nullable Partner partner;
    private @Nullable App app;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private boolean ready;
    private boolean closed;

    private Stack(
            StackSettings settings, Clock clock, Function<ServiceProgram, List<String>> command) {
        this.settings = settings;
        this.command = command;
        this.reaper = settings.reaped() ? Optional.of(Reaper.start()) : Optional.empty();
        PrivateFiles.directory(settings.state());
        PrivateFiles.directory(settings.logs());
        passwords = new Passwords(settings.state().resolve("passwords.properties"));
        secrets = DevelopmentSecrets.in(settings.state(), clock);
        kafka =
                new KafkaServer(
                        settings.workspace().brokerClasspath(),
                        settings.state().resolve("kafka"),
                        settings.logs().resolve("kafka.log"),
                        settings.ports().of(Port.KAFKA),
                        settings.lifespan());
        postgres =
                new PostgresServer(
                        settings.binaryCache(),
                        settings.state().resolve("postgres"),
                        settings.logs().resolve("postgres.log"),
                        settings.ports().of(Port.POSTGRES),
                        passwords.of(PostgresServer.SUPERUSER));
        kafka.whenLaunched(this::record);
        postgres.whenLaunched(this::record);
    }

    /**
     * Starts everything and returns when all of it is healthy and the sandbox partner and app exist.
     *
     * @throws ProcessException for the person at the terminal, with nothing left running
     */
    public static Stack start(StackSettings settings) {
        return start(settings, Clock.systemUTC(), ServiceProgram::command);
    }

    /** @param command that starts a service */
    static Stack start(
            StackSettings settings, Clock clock, Function<ServiceProgram, List<String>> command) {
        settings.ports().requireFree(wantedPorts(settings));
        Stack stack = new Stack(settings, clock, command);
        Runtime.getRuntime().addShutdownHook(stack.shutdownHook);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    /** A superuser's address of the platform's database. */
    public String adminJdbcUrl() {
        return postgres.adminJdbcUrl(DATABASE);
    }

    /** The first instance of the service. */
    public Instance service(Service service) {
        return instances().stream()
                .filter(instance -> instance.service() == service)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        service.label() + " is not part of this stack"));
    }

    /** All instances of all services, those that do not run at the moment too. */
    public synchronized List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** Another instance of the service on free ports, started and ready, with its own log file. */
    public Instance startAnother(Service service, Map<String, String> environment) {
        Instance another =
                add(
                        service,
                        FreePorts.one(),
                        service.https().map(port -> FreePorts.one()),
                        environment);
        another.start();
        return another;
    }

    /** @throws IllegalStateException if intake is not part of this stack */
    public Partner partner() {
        if (partner == null) {
            throw new IllegalStateException("a stack without intake has no partner");
        }
        return partner;
    }

    /** @throws IllegalStateException if the flow service is not part of this stack */
    public App app() {
        if (app == null) {
            throw new IllegalStateException("a stack without the flow service has no app");
        }
        return app;
    }

    /** Signs tokens for operators of any role. */
    public OperatorKeys operator() {
        return secrets.operator();
    }

    /** A token for the role {@code operator}. */
    public String operatorToken() {
        return secrets.operatorToken();
    }

    public Path caFile() {
        return secrets.certificate().authority();
    }

    public Path keysets() {
        return secrets.keysets();
    }

    public StackSettings settings() {
        return settings;
    }

    /** What runs now, as {@code status} shows it. */
    public synchronized RunningStack running() {
        List<RunningStack.Member> members = new ArrayList<>();
        kafka.child()
                .ifPresent(
                        process ->
                                members.add(
                                        member(
                                                process,
                                                List.of(kafka.bootstrapServers()),
                                                Optional.empty())));
        postgres.child()
                .ifPresent(
                        process ->
                                members.add(
                                        member(
                                                process,
                                                List.of("127.0.0.1:" + postgres.port()),
                                                Optional.empty())));
        for (Instance instance : instances) {
            List<String> listens = new ArrayList<>();
            listens.add(instance.baseUrl().toString());
            instance.httpsBaseUrl().map(URI::toString).ifPresent(listens::add);
            instance.process()
                    .ifPresent(
                            process ->
                                    members.add(
                                            member(
                                                    process,
                                                    listens,
                                                    Optional.of(
                                                            instance.baseUrl()
                                                                    + "/q/health/ready"))));
        }
        return new RunningStack(self, ready, List.copyOf(members));
    }

    /** Stops everything: services first, then what they stand on. Does nothing the second time. */
    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    private void startAll() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            say("starting Kafka and PostgreSQL");
            all(
                    threads,
                    List.of(
                            () -> {
                                kafka.start();
                                say("Kafka is up on " + kafka.bootstrapServers());
                            },
                            () -> {
                                postgres.start();
                                prepareDatabase();
                                say("PostgreSQL is up on 127.0.0.1:" + postgres.port());
                            }));
            for (Service service : settings.services()) {
                add(
                        service,
                        settings.ports().of(service.http()),
                        service.https().map(settings.ports()::of),
                        Map.of());
            }
            if (!settings.services().isEmpty()) {
                say(
                        "starting "
                                + String.join(
                                        ", ",
                                        settings.services().stream().map(Service::label).toList()));
            }
            all(
                    threads,
                    instances().stream()
                            .<Runnable>map(instance -> () -> startOne(instance))
                            .toList());
        }
        if (settings.services().contains(Service.INTAKE)) {
            partner = keepPartner();
        }
        if (settings.services().contains(Service.FLOW)) {
            app = keepApp();
        }
        synchronized (this) {
            ready = true;
        }
        record();
    }

    private void startOne(Instance instance) {
        instance.start();
        say(instance.name() + " is up on " + instance.baseUrl());
    }

    private Partner keepPartner() {
        Path file = settings.state().resolve("partner.json");
        Instance intake = service(Service.INTAKE);
        Path ca = caFile().toAbsolutePath();
        Partner kept =
                Partner.read(file)
                        .map(known -> known.at(intake, ca))
                        .orElseGet(
                                () ->
                                        Partner.make(
                                                intake.baseUrl(),
                                                intake.httpsBaseUrl().orElseThrow(),
                                                secrets.operatorToken(),
                                                ca));
        kept.write(file);
        Awaiting.ready(intake.process().orElseThrow(), kept::isInForce, IN_FORCE);
        return kept;
    }

    private App keepApp() {
        Path file = settings.state().resolve("app.json");
        Instance flow = service(Service.FLOW);
        App kept =
                App.read(file)
                        .map(known -> known.at(flow))
                        .orElseGet(
                                () ->
                                        App.make(
                                                App.SANDBOX,
                                                flow.baseUrl(),
                                                flow.httpsBaseUrl().orElseThrow(),
                                                secrets.operatorToken()));
        // Written before its flows are made too: its secrets are told only once.
        kept.write(file);
        if (kept.flow().isEmpty() || kept.unapprovedFlow().isEmpty()) {
            kept = new SandboxFlows(flow.baseUrl(), secrets.operatorToken()).give(kept);
            kept.write(file);
        }
        return kept;
    }

    private void prepareDatabase() {
        Map<String, String> byRole = new HashMap<>();
        for (Service service : Service.values()) {
            if (service.ours()) {
                byRole.put(service.role(), passwords.of(service.role()));
            }
        }
        new Database(postgres.adminJdbcUrl("postgres"))
                .prepare(DATABASE, settings.workspace().rolesScript(), byRole);
    }

    private synchronized Instance add(
            Service service, int port, Optional<Integer> tlsPort, Map<String, String> environment) {
        long others = instances.stream().filter(instance -> instance.service() == service).count();
        String name = others == 0 ? service.label() : service.label() + "-" + (others + 1);
        Map<String, String> variables = new HashMap<>(environmentOf(service, port, tlsPort));
        variables.putAll(settings.environment());
        variables.putAll(settings.serviceEnvironment().getOrDefault(service, Map.of()));
        variables.putAll(environment);
        ServiceProgram program = settings.program(service);
        Instance instance =
                new Instance(
                        service,
                        name,
                        program.application(),
                        () -> command.apply(program),
                        variables,
                        settings.logs().toAbsolutePath(),
                        port,
                        tlsPort,
                        this::record);
        instances.add(instance);
        return instance;
    }

    private Map<String, String> environmentOf(
            Service service, int port, Optional<Integer> tlsPort) {
        Map<String, String> variables = new HashMap<>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("KYC_ENVIRONMENT", "sandbox");
        variables.put("KYC_HARDENED", "false");
        if (service.ours()) {
            variables.put("KYC_KEYSETS", secrets.keysets().toAbsolutePath().toString());
            variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            // Five services start at once on two cores: the first connection may take longer than a
            // pool waits.
            variables.put("QUARKUS_FLYWAY_CONNECT_RETRIES", "20");
            variables.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(DATABASE));
            variables.put("QUARKUS_DATASOURCE_USERNAME", service.role());
            variables.put("QUARKUS_DATASOURCE_PASSWORD", passwords.of(service.role()));
            variables.put(
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                    secrets.operator().publicKey().toAbsolutePath().toUri().toString());
            variables.put("MP_JWT_VERIFY_ISSUER", OperatorKeys.ISSUER);
        }
        if (service == Service.SANDBOX_AUTHORITY) {
            variables.put("SANDBOX_API_KEY", passwords.of("sandbox-authority"));
            variables.put("SANDBOX_CLIENT_SECRET", passwords.of("sandbox-authority-client"));
            variables.put("SANDBOX_PASSWORD", passwords.of("sandbox-authority-caller"));
        }
        if (service == Service.WORKER) {
            variables.put("SANDBOX_AUTHORITY_API_KEY", passwords.of("sandbox-authority"));
            variables.put(
                    "SANDBOX_AUTHORITY_CLIENT_SECRET", passwords.of("sandbox-authority-client"));
            variables.put("SANDBOX_AUTHORITY_PASSWORD", passwords.of("sandbox-authority-caller"));
            variables.put(
                    "SANDBOX_AUTHORITY_URL",
                    "http://127.0.0.1:" + settings.ports().of(Port.AUTHORITY));
        }
        tlsPort.ifPresent(
                number -> {
                    variables.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(number));
                    variables.put(
                            "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                            secrets.certificate().certificate().toAbsolutePath().toString());
                    variables.put(
                            "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                            secrets.certificate().key().toAbsolutePath().toString());
                });
        return variables;
    }

    private void stopAll() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            instances().forEach(instance -> threads.execute(instance::close));
        }
        kafka.close();
        postgres.close();
        RunningStack.erase(settings.state());
    }

    private synchronized void record() {
        if (closed) {
            return;
        }
        RunningStack running = running();
        running.write(settings.state());
        reaper.ifPresent(
                watching ->
                        running.members().stream()
                                .map(RunningStack.Member::process)
                                .filter(reaped::add)
                                .forEach(process -> watching.kill(process.pid())));
    }

    private void say(String line) {
        settings.progress().accept(line);
    }

    /** Runs all of them at once; when one fails, stops everything, so that nobody is waited for in vain. */
    private void all(ExecutorService threads, List<Runnable> tasks) {
        CompletableFuture<?>[] futures =
                tasks.stream()
                        .map(task -> CompletableFuture.runAsync(task, threads))
                        .map(this::stoppingEverythingOnFailure)
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(futures).join();
        } catch (CompletionException e) {
            Throwable first = firstFailure.get();
            throw first != null && first.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Void> stoppingEverythingOnFailure(CompletableFuture<Void> task) {
        return task.whenComplete(
                (done, failure) -> {
                    if (failure != null) {
                        firstFailure.compareAndSet(null, failure);
                        stopAll();
                    }
                });
    }

    private static RunningStack.Member member(
            ChildProcess process, List<String> listens, Optional<String> health) {
        return new RunningStack.Member(
                process.name(),
                process.identity(),
                listens,
                health,
                process.log().toAbsolutePath().toString());
    }

    private static Set<Port> wantedPorts(StackSettings settings) {
        Set<Port> ports = EnumSet.of(Port.KAFKA, Port.POSTGRES);
        settings.services().forEach(service -> ports.addAll(service.ports()));
        return ports;
    }
}
