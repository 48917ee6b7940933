package dev.fairlead.benchmarks.codec;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * JSON as applications send it: ticks where there is little room, else a document of orders, with a note that makes it as long
 * as it has to be. Ids, figures and times change, names and words come again. Not thread-safe.
 */
final class Records {
    private static final List<String> EXCHANGES = List.of("XNAS", "XNYS", "ARCX", "BATS");
    private static final List<String> STATES = List.of("NEW", "PAID", "SHIPPED", "CANCELLED");
    private static final int SYMBOLS = 400;

    /** From here on a document has orders. */
    private static final int ORDER = 480;

    /** From here on a tick tells more than the price. */
    private static final int QUOTE = 190;

    private final Random random;
    private final Words words;
    private final String[] symbols = new String[SYMBOLS];
    private final double[] prices = new double[SYMBOLS];
    private long time = 1_795_300_000_000L;
    private int sequence = 100_000;

    Records(Random random, Words words) {
        this.random = random;
        this.words = words;
        for (int i = 0; i < SYMBOLS; i++) {
            symbols[i] = random.ints(3 + random.nextInt(2), 'A', 'Z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            prices[i] = 5 + random.nextDouble() * 400;
        }
    }

    /** A document of exactly so many characters. */
    String document(int length) {
        StringBuilder json = new StringBuilder();
        if (length < QUOTE) {
            tick(json);
        } else if (length < ORDER) {
            quote(json);
        } else {
            json.append("{\"page\":").append(random.nextInt(100)).append(",\"orders\":[");
            do {
                order(json);
                json.append(',');
            } while (json.length() + ORDER < length);
            json.setCharAt(json.length() - 1, ']');
        }
        String end = "\"}";
        String note = ",\"n\":\"";
        int room = length - json.length() - note.length() - end.length();
        if (room < 0) {
            throw new IllegalArgumentException("no document of " + length + " characters: " + json);
        }
        return json.append(note).append(words.text(room)).append(end).toString();
    }

    private void tick(StringBuilder json) {
        int symbol = move();
        json.append("{\"s\":\"").append(symbols[symbol]).append("\",\"p\":").append(decimal(prices[symbol]))
                .append(",\"t\":").append(time % 1_000_000_000);
    }

    private void quote(StringBuilder json) {
        int symbol = move();
        double price = prices[symbol];
        json.append("{\"type\":\"quote\",\"symbol\":\"").append(symbols[symbol])
                .append("\",\"bid\":").append(decimal(price - .01)).append(",\"ask\":").append(decimal(price + .02))
                .append(",\"size\":").append((1 + random.nextInt(90)) * 100)
                .append(",\"volume\":").append(100_000 + random.nextInt(9_000_000))
                .append(",\"exchange\":\"").append(words.any(EXCHANGES))
                .append("\",\"time\":").append(time).append(",\"seq\":").append(sequence++);
    }

    /** Moves the price of a symbol, of some more often than of others. */
    private int move() {
        int symbol = (int) (Math.min(.999, Math.abs(random.nextGaussian()) / 3) * SYMBOLS);
        prices[symbol] *= 1 + random.nextGaussian() * .0008;
        time += random.nextInt(40);
        return symbol;
    }

    private void order(StringBuilder json) {
        time += random.nextInt(100_000);
        json.append("{\"orderId\":\"").append(new UUID(random.nextLong(), random.nextLong()))
                .append("\",\"customer\":{\"name\":\"").append(words.name()).append(' ').append(words.name())
                .append("\",\"email\":\"").append(words.word()).append('.').append(words.word()).append("@example.org\"}")
                .append(",\"status\":\"").append(words.any(STATES))
                .append("\",\"total\":").append(decimal(random.nextDouble() * 900)).append(",\"currency\":\"EUR\",\"items\":[");
        item(json);
        json.append(',');
        item(json);
        json.append("],\"updatedAt\":").append(time).append('}');
    }

    private void item(StringBuilder json) {
        json.append("{\"sku\":\"SKU-").append(10_000 + random.nextInt(9_999)).append("\",\"quantity\":")
                .append(1 + random.nextInt(5)).append(",\"unitPrice\":").append(decimal(random.nextDouble() * 99)).append('}');
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
