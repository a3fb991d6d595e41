package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void nothingAskedForKeepsNothing() throws Exception {
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(false, null, null, false));
    }

    @Test
    void aDataDirectoryIsTakenFromWhereTheUserStands() throws Exception {
        assertThat(CommandLine.parse("--data", "here").data())
                .isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void whatItDoesNotKnowIsNamedTogetherWithTheWayToHelp() {
        assertThatThrownBy(() -> CommandLine.parse("--gatewys", "3"))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessage("unknown argument --gatewys; ./run --help tells what there is");
    }

    @Test
    void aDataDirectoryMustBeNamed() {
        assertThatThrownBy(() -> CommandLine.parse("--data")).hasMessageStartingWith("--data takes a directory");
        assertThatThrownBy(() -> CommandLine.parse("--data", "--help"))
                .hasMessageStartingWith("--data takes a directory");
    }

    @Test
    void oneNumberOfProcessesMakesAClusterWithOneOfTheOtherKind() throws Exception {
        assertThat(CommandLine.parse("--gateways", "3").cluster()).isEqualTo(new ClusterSize(3, 1));
        assertThat(CommandLine.parse("--workers", "2").cluster()).isEqualTo(new ClusterSize(1, 2));
        assertThat(CommandLine.parse("--workers", "16", "--restart", "--gateways", "1"))
                .isEqualTo(new CommandLine(false, null, new ClusterSize(1, 16), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "00",
                "17",
                "100",
                "-1",
                "+3",
                "1.5",
                "1e1",
                "0x3",
                "3 ",
                "three",
                "٣",
                "--workers",
                "99999999999999999999"
            })
    void aNumberOfProcessesIsWithinItsBounds(String garbage) {
        for (var argument : List.of("--gateways", "--workers")) {
            assertThatThrownBy(() -> CommandLine.parse(argument, garbage))
                    .isInstanceOf(CommandLine.Misuse.class)
                    .hasMessage(argument + " takes a number from 1 to 16; ./run --help tells what there is");
        }
    }

    @Test
    void aNumberOfProcessesMustBeGiven() {
        assertThatThrownBy(() -> CommandLine.parse("--gateways")).hasMessageStartingWith("--gateways takes a number");
        assertThatThrownBy(() -> CommandLine.parse("--gateways", "2", "--workers"))
                .hasMessageStartingWith("--workers takes a number");
    }

    @Test
    void onlyAClustersProcessesAreStartedAgain() {
        assertThatThrownBy(() -> CommandLine.parse("--restart"))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageStartingWith("--restart goes with --gateways or --workers");
    }

    @Test
    void helpNamesEveryArgument() {
        assertThat(CommandLine.help())
                .contains("--data DIRECTORY", "--gateways N", "--workers N", "--restart", "--help");
    }
}
