package io.arauto.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arauto.config.ConfigException;
import io.arauto.config.Environment;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortThatIsTakenIsNamedWithItsVariable() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = String.valueOf(taken.getLocalPort());

            assertThatThrownBy(() ->
                            Ports.checkFree(Environment.of(Map.of("SOCKET_PORT", port, "ARAUTO_MANAGEMENT_PORT", "0"))))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("SOCKET_PORT");
            assertThatThrownBy(() ->
                            Ports.checkFree(Environment.of(Map.of("SOCKET_PORT", "0", "ARAUTO_MANAGEMENT_PORT", port))))
                    .hasMessageContaining("ARAUTO_MANAGEMENT_PORT");
        }
    }

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> Ports.checkFree(Environment.of(Map.of("SOCKET_PORT", "0", "ARAUTO_MANAGEMENT_PORT", "0"))))
                .doesNotThrowAnyException();
    }
}
