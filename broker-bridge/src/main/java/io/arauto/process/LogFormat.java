package io.arauto.process;

import io.arauto.config.Environment;
import io.arauto.config.Variable;

/** Hands the configuration of logs to {@code logback.xml}; must come before the first logger. */
public final class LogFormat {
    private LogFormat() {}

    public static void configure(Environment environment) {
        System.setProperty("arauto.log.format", environment.text(Variable.ARAUTO_LOG_FORMAT));
        System.setProperty("arauto.log.level", environment.text(Variable.ARAUTO_LOG_LEVEL));
    }
}
