package io.arauto.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedReadingsTest {
    private final List<Promise<String>> begun = new ArrayList<>();
    private final SharedReadings<String, String> readings = new SharedReadings<>(_ -> {
        var reading = Promise.<String>promise();
        begun.add(reading);
        return reading.future();
    });

    @Test
    void whoeverAsksMeanwhileGetsWhatIsReadAfterThat() {
        var first = readings.read("acme");
        var second = readings.read("acme");
        var third = readings.read("acme");

        assertThat(begun).hasSize(1);
        begun.getFirst().complete("old");
        assertThat(first.result()).isEqualTo("old");
        assertThat(begun).hasSize(2);
        assertThat(second.isComplete()).isFalse();

        begun.getLast().complete("new");
        assertThat(List.of(second, third)).extracting(Future::result).containsOnly("new");
        assertThat(begun).hasSize(2);
    }

    @Test
    void aReadingThatFailsFailsThoseAloneWhoShareIt() {
        var first = readings.read("acme");
        var second = readings.read("acme");

        begun.getFirst().fail("away");
        begun.getLast().complete("back");

        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo("back");
    }

    @Test
    void whatIsNotTheSameIsReadByItself() {
        readings.read("acme");
        readings.read("globex");

        assertThat(begun).hasSize(2);
    }
}
