package dev.kycplatform.acceptance.planted;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens where a fault is planted. Called from a service's own code, which knows nothing of it. */
public final class Instead {
    private static final int LATE_SECONDS = 2;

    private static final AtomicBoolean HAS_DROPPED = new AtomicBoolean();

    private Instead() {}

    /**
     * @param fault the name of a {@link PlantedFault}
     * @param self whose method was called
     */
    public static Object of(String fault, Object self, Object[] arguments) throws Throwable {
        return switch (PlantedFault.valueOf(fault)) {
            case ACKNOWLEDGES_EARLY -> {
                CompletableFuture.runAsync(
                        () -> real(PlantedFault.ACKNOWLEDGES_EARLY, self, arguments),
                        CompletableFuture.delayedExecutor(LATE_SECONDS, TimeUnit.SECONDS));
                yield CompletableFuture.completedFuture(null);
            }
            case DROPS_ONE_DELIVERY ->
                    HAS_DROPPED.compareAndSet(false, true)
                            ? delivered(self)
                            : real(PlantedFault.DROPS_ONE_DELIVERY, self, arguments);
        };
    }

    private static Object delivered(Object self) throws ReflectiveOperationException {
        var answered =
                Class.forName(
                        "dev.kycplatform.dispatcher.endpoint.EndpointAnswer$Answered",
                        true,
                        self.getClass().getClassLoader());
        var constructor = answered.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(200, Optional.empty(), new byte[0]);
    }

    private static Object real(PlantedFault fault, Object self, Object[] arguments) {
        try {
            for (var method : self.getClass().getDeclaredMethods()) {
                if (method.getName().equals(fault.method() + Planting.REAL)) {
                    method.setAccessible(true);
                    return method.invoke(self, arguments);
                }
            }
            throw new IllegalStateException(fault + " is not planted in " + self.getClass());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
