package io.arauto.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: exits with 0 when every promise held, with 1 when one did not, with 2 when it was called wrongly. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Breaks a cluster of its own on the loopback interface and checks every promise against what clients saw.")
final class Main implements Callable<Integer> {

    @Option(names = "--seed", description = "Which faults strike when; one at random when not given.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = "--duration",
            description = "How long faults strike, such as 90s or 10m. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3m",
            converter = Spans.class)
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--tenants",
            description = "Tenants of eight users each. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3")
    private int tenants;

    @Option(
            names = "--rate",
            description = "Events that each user sends a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int rate;

    @Option(
            names = "--faults",
            split = ",",
            description = "Only these, separated by commas: ${COMPLETION-CANDIDATES}. All of them when not given.")
    private List<Fault> faults = List.of(Fault.values());

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (tenants < 1 || tenants > 50 || rate < 1 || rate > 100) {
            System.err.println("--tenants takes 1 to 50, --rate 1 to 100");
            return 2;
        }
        System.out.println("seed " + seed);
        try (var cluster = Cluster.started()) {
            var ports = cluster.gateways().stream()
                    .map(node -> node.entrance().port())
                    .toList();
            try (var population = new Population(ports, tenants, new Random(seed))) {
                var outcome = new Campaign(cluster, population, faults, new Random(seed)).run(duration, rate);
                System.out.println(new Report(outcome).text(seed));
                return outcome.violations().isEmpty() ? 0 : 1;
            }
        }
    }
}
