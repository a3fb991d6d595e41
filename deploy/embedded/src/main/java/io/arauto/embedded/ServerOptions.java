package io.arauto.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded server is started.
 *
 * @param port 0 for any free one
 * @param directory where its data is kept between runs; null for a temporary one that goes with the server
 * @param arguments added to its command line, after and therefore above our own
 */
public record ServerOptions(int port, @Nullable Path directory, List<String> arguments) {

    /** Any free port, data in a temporary directory. */
    public static final ServerOptions TEMPORARY = new ServerOptions(0, null, List.of());

    public ServerOptions {
        arguments = List.copyOf(arguments);
    }

    public ServerOptions onPort(int port) {
        return new ServerOptions(port, directory, arguments);
    }

    public ServerOptions in(Path directory) {
        return new ServerOptions(port, directory, arguments);
    }

    public ServerOptions with(String... added) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(added));
        return new ServerOptions(port, directory, all);
    }
}
