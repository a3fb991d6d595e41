package io.arauto.config;

import java.time.Duration;

/** What a variable takes. */
sealed interface Kind {
    Kind TEXT = new Text(false);
    Kind SECRET = new Text(true);
    Kind LIST = new Text(false);

    record Text(boolean secret) implements Kind {}

    record Whole(int least, int most) implements Kind {}

    record Time(Duration least, Duration most) implements Kind {}

    static Kind integer(int least, int most) {
        return new Whole(least, most);
    }

    static Kind duration(String least, String most) {
        return new Time(
                Durations.parse(least).orElseThrow(), Durations.parse(most).orElseThrow());
    }
}
