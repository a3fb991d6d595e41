package io.arauto.process;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Runs one process from its environment to SIGTERM. Exit codes: 0 when it was told to stop and has finished what was in hand, 78
 * (sysexits.h, EX_CONFIG) and one line on stderr when the configuration is wrong, 1 when anything else went wrong.
 */
public final class Launcher {
    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int CONFIG_ERROR = 78;
    private static final long STOP_SECONDS = 310;

    private Launcher() {}

    /** @param process makes the process of a checked environment; may throw {@link ConfigException} */
    public static void run(BiFunction<Vertx, Environment, Future<? extends Lifecycle>> process) {
        try {
            var environment = Environment.of(System.getenv());
            LogFormat.configure(environment);
            start(vertx(), environment, process);
        } catch (ConfigException wrong) {
            fail(wrong);
        }
    }

    /** Does {@code task} in a checked environment and ends the process, with the same exit codes. */
    public static void runOnce(Consumer<Environment> task) {
        try {
            var environment = Environment.of(System.getenv());
            LogFormat.configure(environment);
            task.accept(environment);
            Runtime.getRuntime().halt(STOPPED);
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /** Ends the process because its command line is wrong. */
    public static void refuse(String line) {
        fail(new ConfigException(line));
    }

    /** What is told to stop while it starts does not fail, however its start ends. */
    private static void start(
            Vertx vertx, Environment environment, BiFunction<Vertx, Environment, Future<? extends Lifecycle>> process) {
        var stopping = new AtomicBoolean();
        var running = Future.<Void>succeededFuture().compose(_ -> process.apply(vertx, environment));
        var shutdown = new Thread(
                () -> {
                    stopping.set(true);
                    stop(vertx, running);
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(shutdown);
        running.compose(Lifecycle::start).onFailure(failure -> {
            if (!stopping.get()) {
                fail(failure);
            }
        });
    }

    /** One event loop a core: each owns its sockets. */
    public static Vertx vertx() {
        System.setProperty("io.netty.jfr.enabled", "false");
        System.setProperty("vertx.disableFileCaching", "true");
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
    }

    private static void fail(Throwable failure) {
        if (failure instanceof ConfigException wrong) {
            System.err.println(wrong.getMessage());
            Runtime.getRuntime().halt(CONFIG_ERROR);
        }
        LoggerFactory.getLogger(Launcher.class).error("start_failed", failure);
        Runtime.getRuntime().halt(FAILED);
    }

    /** Ends the JVM itself: left alone, it would report the signal (143) for an orderly end too. */
    private static void stop(Vertx vertx, Future<? extends Lifecycle> running) {
        var stopped = new CountDownLatch(1);
        var end = running.succeeded() ? running.result().stop() : Future.<Void>succeededFuture();
        end.eventually(vertx::close).onComplete(_ -> stopped.countDown());
        try {
            if (stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(STOPPED);
            }
            LoggerFactory.getLogger(Launcher.class).error("stop_timed_out");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(FAILED);
    }
}
