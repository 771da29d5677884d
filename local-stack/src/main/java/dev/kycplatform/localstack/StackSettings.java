package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.Lifespan;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a stack is made of and where it lives.
 *
 * @param state everything it writes: data, logs, secrets, who runs
 * @param binaryCache where PostgreSQL is unpacked; outlives the state
 * @param environment added for every service
 * @param serviceEnvironment added for one service
 * @param reaped whether its processes end with this JVM even if that is killed and can stop nothing itself
 * @param lifespan of its JVMs
 * @param progress told what happens, a line at a time, from several threads
 */
public record StackSettings(
        Workspace workspace,
        Path state,
        Path binaryCache,
        Ports ports,
        List<Service> services,
        Map<String, String> environment,
        Map<Service, Map<String, String>> serviceEnvironment,
        boolean reaped,
        Lifespan lifespan,
        Consumer<String> progress) {
    /** All services, on free ports, silent: what tests start from. */
    public static StackSettings forTests(Workspace workspace, Path state) {
        return new StackSettings(
                workspace,
                state,
                workspace.state().resolve("binaries"),
                Ports.free(),
                List.of(Service.values()),
                Map.of(),
                Map.of(),
                true,
                Lifespan.MOMENTS,
                line -> {});
    }

    public StackSettings with(Ports chosen) {
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                chosen,
                services,
                environment,
                serviceEnvironment,
                reaped,
                lifespan,
                progress);
    }

    public StackSettings with(Lifespan chosen) {
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                ports,
                services,
                environment,
                serviceEnvironment,
                reaped,
                chosen,
                progress);
    }

    public StackSettings with(List<Service> chosen) {
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                ports,
                chosen,
                environment,
                serviceEnvironment,
                reaped,
                lifespan,
                progress);
    }

    public StackSettings withEnvironment(Map<String, String> added) {
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                ports,
                services,
                added,
                serviceEnvironment,
                reaped,
                lifespan,
                progress);
    }

    public StackSettings withEnvironment(Service service, Map<String, String> added) {
        Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
        all.putAll(serviceEnvironment);
        all.put(service, added);
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                ports,
                services,
                environment,
                Map.copyOf(all),
                reaped,
                lifespan,
                progress);
    }

    public StackSettings withProgress(Consumer<String> listener) {
        return new StackSettings(
                workspace,
                state,
                binaryCache,
                ports,
                services,
                environment,
                serviceEnvironment,
                reaped,
                lifespan,
                listener);
    }

    ServiceProgram program(Service service) {
        return new ServiceProgram(
                workspace.application(service).toAbsolutePath(), lifespan, service.heapMegabytes());
    }

    Path logs() {
        return state.resolve("logs");
    }
}
