package io.arauto.loadtest.lean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a server's process has used, by the kernel's own accounting (proc(5)). */
record ServerProcess(long pid) {
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final long MICROS_A_TICK = 10_000;

    /** CPU time in microseconds: its own, and the kernel's for its system calls. */
    record Cpu(long user, long system) {
        long micros() {
            return user + system;
        }

        Cpu since(Cpu before) {
            return new Cpu(user - before.user, system - before.system);
        }
    }

    Cpu cpu() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                Long.parseLong(fields[USER_TIME]) * MICROS_A_TICK, Long.parseLong(fields[SYSTEM_TIME]) * MICROS_A_TICK);
    }

    /** Resident memory in bytes. */
    long residentBytes() {
        return read("status")
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("vmrss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    /** Has it throw away what nobody needs any more, so that its memory is what it holds. */
    void collectGarbage() throws IOException, InterruptedException {
        if (isJvm()) {
            run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run");
        } else {
            // The servers of loadtest/compare do it at this signal, and tell nobody when they are done.
            run("kill", "-USR2", Long.toString(pid));
            Thread.sleep(1_000);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(30, TimeUnit.SECONDS);
    }

    private boolean isJvm() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"))
                .endsWith("java");
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
