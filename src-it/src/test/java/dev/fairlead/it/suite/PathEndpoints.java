package dev.fairlead.it.suite;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DecodeException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.List;

/** Endpoints whose paths have variables, and that take them as parameters of every method. */
public final class PathEndpoints {
    private PathEndpoints() {
    }

    /** Is the application's root. */
    @ServerEndpoint("/")
    public static class Root {
        @OnMessage
        public String on(String text) {
            return "root";
        }
    }

    /** Ends with a slash, which makes it another path. */
    @ServerEndpoint("/slash/")
    public static class TrailingSlash {
        @OnMessage
        public String on(String text) {
            return "with slash";
        }
    }

    /** Has no slash at the end. */
    @ServerEndpoint("/slash")
    public static class NoTrailingSlash {
        @OnMessage
        public String on(String text) {
            return "without slash";
        }
    }

    /** Tells its only variable. */
    @ServerEndpoint("/segment/{value}")
    public static class Segment {
        @OnMessage
        public String on(@PathParam("value") String value, String text, Session session) {
            return value + " " + session.getPathParameters() + " " + session.getQueryString();
        }
    }

    /** Begins and ends with a variable. */
    @ServerEndpoint("/{first}/middle/{last}")
    public static class Around {
        @OnMessage
        public String on(@PathParam("last") String last, @PathParam("first") String first, String text) {
            return first + " to " + last;
        }
    }

    /** Has as many variables as anybody asks for. */
    @ServerEndpoint("/eleven/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}/{k}")
    public static class Eleven {
        private String opened;

        @OnOpen
        public void open(@PathParam("a") String a, @PathParam("b") String b, @PathParam("c") String c,
                @PathParam("d") String d, @PathParam("e") String e, @PathParam("f") String f, @PathParam("g") String g,
                @PathParam("h") String h, @PathParam("i") String i, @PathParam("j") String j, @PathParam("k") String k) {
            opened = String.join("", List.of(a, b, c, d, e, f, g, h, i, j, k));
        }

        @OnMessage
        public String on(@PathParam("k") String k, @PathParam("j") String j, @PathParam("i") String i,
                @PathParam("h") String h, @PathParam("g") String g, @PathParam("f") String f, String text,
                @PathParam("e") String e, @PathParam("d") String d, @PathParam("c") String c, @PathParam("b") String b,
                @PathParam("a") String a) {
            return opened + " " + String.join("", List.of(a, b, c, d, e, f, g, h, i, j, k));
        }
    }

    /** Takes each type, primitive and boxed, in each method; notes what the last ones were given. */
    @ServerEndpoint("/types/{key}/{truth}/{byte}/{letter}/{short}/{int}/{long}/{float}/{double}")
    public static class Types {
        private String opened;

        @OnOpen
        public void open(@PathParam("truth") boolean truth, @PathParam("byte") byte tiny, @PathParam("letter") char letter,
                @PathParam("short") short small, @PathParam("int") int number, @PathParam("long") long big,
                @PathParam("float") float single, @PathParam("double") double twice, @PathParam("none") String none) {
            opened = shown(truth, tiny, letter, small, number, big, single, twice, none);
        }

        @OnMessage
        public String on(@PathParam("truth") Boolean truth, @PathParam("byte") Byte tiny,
                @PathParam("letter") Character letter, @PathParam("short") Short small, @PathParam("int") Integer number,
                @PathParam("long") Long big, @PathParam("float") Float single, @PathParam("double") Double twice,
                @PathParam("none") Integer none, String text) {
            if (text.equals("fail")) {
                throw new IllegalStateException(text);
            }
            return opened + " | " + shown(truth, tiny, letter, small, number, big, single, twice, none);
        }

        @OnError
        public void error(@PathParam("double") double twice, Throwable error, @PathParam("truth") Boolean truth,
                Session session, @PathParam("none") Double none, @PathParam("letter") char letter) throws IOException {
            session.getBasicRemote().sendText(error.getMessage() + " " + shown(twice, truth, none, letter));
        }

        @OnClose
        public void close(@PathParam("key") String key, @PathParam("long") Long big, CloseReason reason,
                @PathParam("short") short small, @PathParam("none") Boolean none) {
            SessionEndpoints.note(key, "closed " + reason.getCloseCode().getCode() + " " + shown(big, small, none));
        }

        private static String shown(Object... values) {
            StringBuilder all = new StringBuilder();
            for (Object value : values) {
                all.append(all.isEmpty() ? "" : " ").append(value);
            }
            return all.toString();
        }
    }

    /** Wants numbers in some of its methods; a path without one is reported where it is used. */
    @ServerEndpoint("/number/{where}/{value}")
    public static class Numbered {
        private final StringBuilder errors = new StringBuilder();

        @OnMessage
        public String text(String text, @PathParam("value") Integer value) {
            return "value " + value;
        }

        @OnMessage
        public String bytes(byte[] data) {
            return errors.toString();
        }

        @OnClose
        public void close(@PathParam("value") long value, @PathParam("where") String where) {
            SessionEndpoints.note(where, "closed " + value);
        }

        @OnError
        public void error(Session session, Throwable error, @PathParam("where") String where,
                @PathParam("value") String value) throws IOException {
            String bad = error instanceof DecodeException decode ? decode.getText() : "none";
            String line = error.getClass().getSimpleName() + " " + bad + " of " + value;
            if (session.isOpen()) {
                session.getBasicRemote().sendText(line);
            } else {
                SessionEndpoints.note(where, line);
            }
        }
    }

    /** Wants a number when it opens. */
    @ServerEndpoint("/opening/{value}")
    public static class Opening {
        private String error = "no error";

        @OnOpen
        public void open(Session session, @PathParam("value") byte value) {
            error = "opened with " + value;
        }

        @OnMessage
        public String on(String text) {
            return error;
        }

        @OnError
        public void error(Throwable thrown) {
            error = thrown.getClass().getSimpleName() + " " + ((DecodeException) thrown).getText();
        }
    }

    /** Has a primitive parameter that no variable gives a value. */
    @ServerEndpoint("/missing")
    public static class Missing {
        @OnMessage
        public String on(String text, @PathParam("none") int none) {
            return "none is " + none;
        }

        @OnError
        public void error(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + " " + error.getMessage());
        }
    }
}
