package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import io.arauto.config.Variable;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortThatIsTakenIsNamedWithItsVariable() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = String.valueOf(taken.getLocalPort());

            assertThatThrownBy(() -> check(port, "0"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("SOCKET_PORT");
            assertThatThrownBy(() -> check("0", port)).hasMessageContaining("ARAUTO_MANAGEMENT_PORT");
        }
    }

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> check("0", "0")).doesNotThrowAnyException();
    }

    private static void check(String clients, String management) {
        var environment = Environment.of(Map.of("SOCKET_PORT", clients, "ARAUTO_MANAGEMENT_PORT", management));
        Ports.checkFree(environment, Variable.SOCKET_PORT, Variable.ARAUTO_MANAGEMENT_PORT);
    }
}
