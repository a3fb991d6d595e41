package io.arauto.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** What every process tells of itself: version, memory, threads, processor, open files, uptime. */
public final class ProcessMetrics {
    private static final List<MeterBinder> BINDERS = List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            ProcessMetrics::version);

    private ProcessMetrics() {}

    /** A registry for one process, served by its {@link ManagementServer}. */
    public static PrometheusMeterRegistry registry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        BINDERS.forEach(binder -> binder.bindTo(registry));
        return registry;
    }

    private static void version(MeterRegistry registry) {
        Gauge.builder("arauto.build.info", () -> 1)
                .description("Always 1; the version is the label")
                .tag("version", Version.current())
                .register(registry);
    }
}
