package dev.fairlead.samples.chat;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What names and texts may look like. All that comes from a browser passes here first. */
final class Rules {
    static final int MAX_NICKNAME = 20;
    static final int MAX_TEXT = 1000;

    private static final Pattern ROOM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,29}");
    private static final Pattern NICKNAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._'-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}&&[^\\n\\t\\u200c\\u200d]]");

    private Rules() {
    }

    static String room(String name) throws RefusedException {
        if (!ROOM.matcher(name).matches()) {
            throw new RefusedException("A room's name has 1 to 30 of the characters a-z, 0-9, _ and -.");
        }
        return name;
    }

    static String nickname(String wanted) throws RefusedException {
        String nickname = Normalizer.normalize(wanted, Normalizer.Form.NFKC).strip().replaceAll(" +", " ");
        if (nickname.isEmpty()) {
            throw new RefusedException("Please choose a nickname.");
        }
        if (nickname.codePointCount(0, nickname.length()) > MAX_NICKNAME) {
            throw new RefusedException("A nickname has at most " + MAX_NICKNAME + " characters.");
        }
        if (!NICKNAME.matcher(nickname).matches()) {
            throw new RefusedException("A nickname has letters, digits, spaces and . _ ' - only.");
        }
        return nickname;
    }

    static String text(String said) throws RefusedException {
        String text = UNPRINTABLE.matcher(said.replace("\r\n", "\n")).replaceAll("").strip();
        if (text.isEmpty()) {
            throw new RefusedException("There is nothing to say in an empty message.");
        }
        if (text.codePointCount(0, text.length()) > MAX_TEXT) {
            throw new RefusedException("A message has at most " + MAX_TEXT + " characters.");
        }
        return text;
    }
}
