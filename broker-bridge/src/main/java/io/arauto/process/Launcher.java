package io.arauto.process;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one process from its environment to SIGTERM. A wrong configuration ends it with one line and exit code 78 (sysexits.h, EX_CONFIG). */
public final class Launcher {
    private static final Logger log = LoggerFactory.getLogger(Launcher.class);
    private static final int CONFIG_ERROR = 78;
    private static final int START_FAILED = 1;
    private static final long STOP_SECONDS = 310;

    private Launcher() {}

    /** @param process makes the process of a checked environment; may throw {@link ConfigException} */
    public static void run(BiFunction<Vertx, Environment, Future<? extends Lifecycle>> process) {
        var vertx = vertx();
        try {
            process.apply(vertx, Environment.of(System.getenv()))
                    .compose(running -> {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, running), "shutdown"));
                        return running.start();
                    })
                    .onFailure(Launcher::fail);
        } catch (ConfigException wrong) {
            fail(wrong);
        }
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
        log.error("start_failed", failure);
        Runtime.getRuntime().halt(START_FAILED);
    }

    private static void stop(Vertx vertx, Lifecycle running) {
        var stopped = new CountDownLatch(1);
        running.stop().eventually(vertx::close).onComplete(_ -> stopped.countDown());
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.error("stop_timed_out");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
