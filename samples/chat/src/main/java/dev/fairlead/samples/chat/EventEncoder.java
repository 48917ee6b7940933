package dev.fairlead.samples.chat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.util.List;

/** Writes an event as a JSON object whose {@code type} is the event's name in lower case. */
public final class EventEncoder implements Encoder.Text<Event> {
    @Override
    public String encode(Event event) throws EncodeException {
        JsonObjectBuilder object = Json.createObjectBuilder();
        if (event instanceof Event.Welcome welcome) {
            JsonArrayBuilder history = Json.createArrayBuilder();
            welcome.history().forEach(said -> history.add(said(said)));
            object.add("type", "welcome").add("room", welcome.room()).add("nickname", welcome.nickname())
                    .add("members", names(welcome.members())).add("history", history);
        } else if (event instanceof Event.Joined joined) {
            object.add("type", "joined").add("nickname", joined.nickname()).add("members", names(joined.members()));
        } else if (event instanceof Event.Left left) {
            object.add("type", "left").add("nickname", left.nickname()).add("members", names(left.members()));
        } else if (event instanceof Event.Said said) {
            object = said(said);
        } else if (event instanceof Event.Refused refused) {
            object.add("type", "refused").add("reason", refused.reason());
        }
        return object.build().toString();
    }

    private static JsonObjectBuilder said(Event.Said said) {
        return Json.createObjectBuilder().add("type", "said").add("nickname", said.nickname()).add("text", said.text())
                .add("at", said.at().toString());
    }

    private static JsonArrayBuilder names(List<String> nicknames) {
        return Json.createArrayBuilder(nicknames);
    }
}
