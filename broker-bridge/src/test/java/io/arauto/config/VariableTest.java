package io.arauto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VariableTest {
    @Test
    void theReadmeListsEveryVariableAsItIs() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("<!-- configuration -->\n" + Variable.table() + "\n<!-- /configuration -->");
    }
}
