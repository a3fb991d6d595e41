package io.arauto.chaos;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s} and {@code 10m}. */
final class Spans implements ITypeConverter<Duration> {
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,4})([sm])");

    @Override
    public Duration convert(String text) {
        var span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new TypeConversionException("takes a number of seconds or minutes, such as 90s or 10m");
        }
        var number = Long.parseLong(span.group(1));
        return span.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
    }
}
