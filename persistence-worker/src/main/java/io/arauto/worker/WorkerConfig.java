package io.arauto.worker;

import io.arauto.broker.BrokerConfig;
import io.arauto.config.DatabaseUrl;
import io.arauto.config.Environment;
import io.arauto.config.NodeName;
import io.arauto.config.Variable;
import io.arauto.trace.TraceSettings;
import java.time.Duration;

/**
 * Everything that is configured of one worker.
 *
 * @param resumeAge how long events are kept for those who come back
 */
public record WorkerConfig(
        String node,
        int managementPort,
        TraceSettings traces,
        BrokerConfig broker,
        DatabaseUrl database,
        int connections,
        int batch,
        Duration resumeAge) {
    /** Throws {@link io.arauto.config.ConfigException}. */
    public static WorkerConfig from(Environment environment) {
        var node = environment.optional(Variable.ARAUTO_NODE).orElseGet(NodeName::draw);
        return new WorkerConfig(
                node,
                environment.integer(Variable.ARAUTO_MANAGEMENT_PORT),
                TraceSettings.from(environment, "arauto-worker", node),
                BrokerConfig.from(environment, node),
                DatabaseUrl.from(environment),
                environment.integer(Variable.ARAUTO_DATABASE_CONNECTIONS),
                environment.integer(Variable.ARAUTO_WORKER_BATCH),
                environment.duration(Variable.ARAUTO_RESUME_AGE));
    }
}
