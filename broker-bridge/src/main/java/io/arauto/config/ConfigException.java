package io.arauto.config;

/** The environment is wrong. The message is one line that names the variable and what it takes, and never shows a secret. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message, null, false, false);
    }
}
