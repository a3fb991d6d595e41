package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void nothingAskedForKeepsNothing() throws Exception {
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(false, null));
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
    void helpNamesEveryArgument() {
        assertThat(CommandLine.help()).contains("--data DIRECTORY", "--help");
    }
}
