package io.arauto.standalone;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many processes of each kind were asked for. */
record ClusterSize(int gateways, int workers) {

    static final int MOST = 16;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

    ClusterSize withGateways(@Nullable String number) throws CommandLine.Misuse {
        return new ClusterSize(parse("--gateways", number), workers);
    }

    ClusterSize withWorkers(@Nullable String number) throws CommandLine.Misuse {
        return new ClusterSize(gateways, parse("--workers", number));
    }

    private static int parse(String argument, @Nullable String number) throws CommandLine.Misuse {
        var parsed = number != null && NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0;
        if (parsed < 1 || parsed > MOST) {
            throw new CommandLine.Misuse(argument + " takes a number from 1 to " + MOST);
        }
        return parsed;
    }
}
