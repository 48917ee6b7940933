package dev.fairlead.websocket.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs of a target that are kept, in {@code fuzz/NAME.txt}: what was made by hand, what the fuzzer found to reach
 * new code, and what once was a finding. A line each, {@code title: hexadecimal digits}; a text in quotes may stand
 * among the digits, spaces may be anywhere between, and a number sign begins a comment.
 */
final class Corpus {
    private Corpus() {
    }

    /** Titles to inputs. */
    static Map<String, byte[]> of(FuzzTarget target) {
        String file = "/fuzz/" + target.title() + ".txt";
        try (InputStream in = Corpus.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            Map<String, byte[]> inputs = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(": ");
                        if (inputs.put(line.substring(0, colon), bytes(line.substring(colon + 2))) != null) {
                            throw new IllegalStateException(file + " has twice: " + line);
                        }
                    });
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every other piece between quotes is text. */
    static byte[] bytes(String written) {
        StringBuilder digits = new StringBuilder();
        String[] pieces = written.split("\"", -1);
        for (int i = 0; i < pieces.length; i++) {
            digits.append(i % 2 == 0 ? pieces[i].replace(" ", "")
                    : HexFormat.of().formatHex(pieces[i].getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().parseHex(digits);
    }
}
