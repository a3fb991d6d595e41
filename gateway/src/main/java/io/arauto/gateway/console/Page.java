package io.arauto.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of the page by path, {@code /} being {@code /index.html}. There are none when the gateway was built without the console. */
record Page(Map<String, PageFile> files) {
    private static final String START = "/index.html";
    /** Written by the page's build, one path a line: what is inside a jar can't be listed. */
    private static final String LIST = "files.txt";

    /** @param directory of the class path, without slashes at its ends */
    static Page of(String directory) {
        var list = read(directory + '/' + LIST);
        if (list == null) {
            return new Page(Map.of());
        }
        return new Page(new String(list, UTF_8)
                .lines()
                .map(path -> PageFile.of(path, required(directory + path)))
                .collect(toUnmodifiableMap(PageFile::path, Function.identity())));
    }

    @Nullable
    PageFile find(String path) {
        return files.get(path.equals("/") ? START : path);
    }

    boolean isBuilt() {
        return files.containsKey(START);
    }

    private static byte[] required(String name) {
        var content = read(name);
        if (content == null) {
            throw new IllegalStateException("the console was built without " + name);
        }
        return content;
    }

    private static byte @Nullable [] read(String name) {
        try (var in = Page.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
