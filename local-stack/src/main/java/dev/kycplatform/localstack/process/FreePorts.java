package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody listens on, below those that systems give to connections by themselves (from 32768 on, or 49152): another
 * process can take one before it is used only by choosing it.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_767;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    public static int one() {
        return take(1).getFirst();
    }

    /** All different: every one is held until all are found. */
    public static List<Integer> take(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(free());
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    private static ServerSocket free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return new ServerSocket(
                        ThreadLocalRandom.current().nextInt(FIRST, LAST + 1),
                        1,
                        InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                // By somebody else, or held here.
            }
        }
        throw new BindException("nearly all are taken");
    }

    /** Whether a server could listen on the port now, on loopback and on every address. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without this a connection of a server that has just stopped would count as a
            // listener.
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
