package dev.telltale.local.supervise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A service in a JVM of its own: started, watched, started again after a growing wait, stopped with its parent. */
public final class Child implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private final String name;
    private final List<String> command;
    private final Path logFile;
    private final InstantSource clock;
    private final Consumer<String> news;
    private ChildState state;
    private @Nullable Process process;

    private Child(String name, List<String> command, Path logFile, InstantSource clock,
            Consumer<String> news) {
        this.name = name;
        this.command = command;
        this.logFile = logFile;
        this.clock = clock;
        this.news = news;
        this.state = new ChildState.Waiting(clock.instant(), 0, 0);
    }

    /**
     * Starts a process and watches it.
     *
     * @param logFile takes what it prints
     * @param news hears, in words for people, that it has ended and when it is started again
     */
    public static Child start(String name, List<String> command, Path logFile, InstantSource clock,
            Consumer<String> news) {
        Child child = new Child(name, command, logFile, clock, news);
        child.step();
        Thread.ofVirtual().name("watch-" + name).start(child::watch);
        return child;
    }

    /** One line for people. */
    public synchronized String text() {
        return switch (state) {
            case ChildState.Running running -> name + " runs as process " + pid();
            case ChildState.Waiting waiting ->
                "%s ended with exit code %d and is started again in %d s; its last words are in %s".formatted(name,
                        waiting.exitCode(), Math.round(waiting.left(clock.instant()).toMillis() / 1e3), logFile);
            case ChildState.Stopped stopped -> name + " stopped";
        };
    }

    /** Asks it to end; it is not started again. */
    synchronized void ask() {
        state = new ChildState.Stopped();
        notifyAll();
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits for its end; ends it by force where it does not end within seven seconds. */
    @Override
    public void close() {
        ask();
        Process running = current();
        if (running == null) {
            return;
        }
        try {
            if (!running.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("child does not stop, killed name={}", name);
                running.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (step()) {
                Process running = current();
                if (running != null) {
                    running.waitFor();
                } else {
                    await();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    /** Waits for the next start, or for the end. */
    private synchronized void await() throws InterruptedException {
        while (state instanceof ChildState.Waiting waiting && clock.instant().isBefore(waiting.until())) {
            wait(Math.max(1, waiting.left(clock.instant()).toMillis()));
        }
    }

    /** Does what the state asks for; false once there is nothing more to do. */
    private synchronized boolean step() {
        switch (state) {
            case ChildState.Running running when process != null && !process.isAlive() -> {
                state = running.ended(clock.instant(), process.exitValue());
                LOG.warn("child ended name={} exit={} log={}", name, process.exitValue(), logFile);
                process = null;
                news.accept(text());
            }
            case ChildState.Waiting waiting when !clock.instant().isBefore(waiting.until()) -> {
                process = launch();
                state = waiting.start(clock.instant());
                LOG.info("child started name={} pid={}", name, pid());
                if (waiting.restarts() > 0) {
                    news.accept(text());
                }
            }
            case ChildState.Stopped stopped -> {
                return false;
            }
            default -> {
            }
        }
        return true;
    }

    private Process launch() {
        try {
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            // By environment: a command line as long as our class path crashes ONNX Runtime.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    private long pid() {
        return process == null ? -1 : process.pid();
    }
}
