package io.arauto.gateway.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, held in memory as it goes out.
 *
 * @param path as browsers ask for it
 * @param tag its entity tag, drawn from its content
 */
record PageFile(String path, String type, String tag, Buffer plain, Buffer compressed) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    static PageFile of(String path, byte[] content) {
        var ending = path.substring(path.lastIndexOf('.') + 1);
        var type = TYPES.getOrDefault(ending, "application/octet-stream");
        return new PageFile(path, type, tagOf(content), Buffer.buffer(content), Buffer.buffer(compress(content)));
    }

    /** The build puts a digest of their content into the names of these files: under one name they never change. */
    boolean isImmutable() {
        return path.startsWith("/assets/");
    }

    /** Quoted; the two encodings of a file are two representations, hence two tags. */
    String tag(boolean asCompressed) {
        return '"' + tag + (asCompressed ? "-gzip\"" : "\"");
    }

    private static String tagOf(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compress(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
