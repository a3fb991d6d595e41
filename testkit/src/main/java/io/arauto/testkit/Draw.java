package io.arauto.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Values drawn from one seed. */
public final class Draw {
    /** What parsers stumble over: the ends of the ranges of characters, and halves of one. */
    private static final String EDGES = "\0\u0001\u001e\u007f\u0080\u07ff\u0800\ud83d\ude00\ud800\udfff\ufffd\uffff";

    private static final int RANGES = 4;

    private final SplittableRandom random;

    Draw(long seed) {
        // Neighbouring seeds give similar first values otherwise.
        this.random = new SplittableRandom(seed).split();
    }

    /** From {@code least} to {@code most}, both included. */
    public int integer(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** At most {@code longest} bytes. */
    public byte[] bytes(int longest) {
        var bytes = new byte[integer(0, longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Any characters, at most {@code longest}; it may be no text at all. */
    public String text(int longest) {
        var text = new StringBuilder();
        for (var left = integer(0, longest); left > 0; left--) {
            text.append(
                    switch (random.nextInt(RANGES)) {
                        case 0 -> (char) random.nextInt(' ', 0x7f);
                        case 1 -> (char) random.nextInt(0x300);
                        case 2 -> (char) random.nextInt(0x10000);
                        default -> EDGES.charAt(random.nextInt(EDGES.length()));
                    });
        }
        return text.toString();
    }

    /** Of these characters, at most {@code longest}. */
    public String textOf(String characters, int longest) {
        var text = new StringBuilder();
        for (var left = integer(0, longest); left > 0; left--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** With a part of it missing, or another in its place. */
    public String damaged(String text) {
        var one = integer(0, text.length());
        var other = integer(0, text.length());
        return text.substring(0, Math.min(one, other)) + text(3) + text.substring(Math.max(one, other));
    }

    public <T> List<T> list(int fewest, int most, Supplier<T> element) {
        return Stream.generate(element).limit(integer(fewest, most)).toList();
    }
}
