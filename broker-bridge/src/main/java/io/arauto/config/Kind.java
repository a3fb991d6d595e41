package io.arauto.config;

import java.time.Duration;
import java.util.List;

/** What a variable takes. */
sealed interface Kind {
    Kind TEXT = new Text(false);
    Kind SECRET = new Text(true);

    boolean accepts(String value);

    /** Completes the sentence "NAME takes …". */
    String takes();

    static Kind integer(int least, int most) {
        return new Whole(least, most);
    }

    static Kind duration(String least, String most) {
        return new Time(
                Durations.parse(least).orElseThrow(), Durations.parse(most).orElseThrow());
    }

    static Kind choice(String... words) {
        return new Choice(List.of(words));
    }

    record Text(boolean secret) implements Kind {
        @Override
        public boolean accepts(String value) {
            return true;
        }

        @Override
        public String takes() {
            return secret ? "a secret" : "text";
        }
    }

    record Whole(int least, int most) implements Kind {
        @Override
        public boolean accepts(String value) {
            try {
                var number = Integer.parseInt(value);
                return number >= least && number <= most;
            } catch (NumberFormatException _) {
                return false;
            }
        }

        @Override
        public String takes() {
            return "a whole number from " + least + " to " + most;
        }
    }

    record Time(Duration least, Duration most) implements Kind {
        @Override
        public boolean accepts(String value) {
            return Durations.parse(value)
                    .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0)
                    .isPresent();
        }

        @Override
        public String takes() {
            return "a duration from " + Durations.text(least) + " to " + Durations.text(most);
        }
    }

    record Choice(List<String> words) implements Kind {
        @Override
        public boolean accepts(String value) {
            return words.contains(value);
        }

        @Override
        public String takes() {
            return String.join(" or ", words);
        }
    }
}
