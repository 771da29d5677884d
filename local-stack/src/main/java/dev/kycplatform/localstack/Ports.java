package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.PortOwner;
import dev.kycplatform.localstack.process.ProcessException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which number each port has. */
public final class Ports {
    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * The standard numbers, unless the environment says otherwise.
     *
     * @throws ProcessException naming the variable, if it is no port, or two ports are one
     */
    public static Ports from(Map<String, String> environment) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Map<Integer, Port> taken = new HashMap<>();
        for (Port port : Port.values()) {
            int number = number(port, environment.getOrDefault(port.variable(), ""));
            Port other = taken.put(number, port);
            if (other != null) {
                throw new ProcessException(
                        "%s and %s are both port %d. Set %s or %s to another one."
                                .formatted(
                                        other.label(),
                                        port.label(),
                                        number,
                                        other.variable(),
                                        port.variable()));
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    /** Numbers that nobody listens on now. */
    public static Ports free() {
        List<Integer> free = FreePorts.take(Port.values().length);
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, free.get(port.ordinal()));
        }
        return new Ports(numbers);
    }

    public int of(Port port) {
        return numbers.getOrDefault(port, port.standard());
    }

    /** @throws ProcessException naming every port that is taken, its owner where that can be known, and its variable */
    void requireFree(Collection<Port> wanted) {
        List<String> taken = new ArrayList<>();
        for (Port port : wanted) {
            if (!FreePorts.isFree(of(port))) {
                taken.add(
                        "Port %d (%s) is taken by %s. Stop it, or set %s to another port."
                                .formatted(
                                        of(port),
                                        port.label(),
                                        PortOwner.of(of(port))
                                                .map(PortOwner::toString)
                                                .orElse("another process"),
                                        port.variable()));
            }
        }
        if (!taken.isEmpty()) {
            throw new ProcessException(String.join("\n", taken));
        }
    }

    private static int number(Port port, String text) {
        if (text.isBlank()) {
            return port.standard();
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ProcessException(port.variable() + " is not a port: " + text, e);
        }
        throw new ProcessException(port.variable() + " is not a port: " + text);
    }
}
