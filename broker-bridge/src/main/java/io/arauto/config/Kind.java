package io.arauto.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

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

    /** Values between commas, each as {@code pattern} has it. */
    static Kind list(String pattern, String takes) {
        return new Values(Pattern.compile(pattern), takes);
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

    record Values(Pattern pattern, String takes) implements Kind {
        @Override
        public boolean accepts(String value) {
            return Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .allMatch(part -> part.isEmpty() || pattern.matcher(part).matches());
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
