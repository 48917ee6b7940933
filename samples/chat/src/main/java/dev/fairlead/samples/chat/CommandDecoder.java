package dev.fairlead.samples.chat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.StringReader;

/** Reads a command as {@code {"type":"join","nickname":"Ada","key":"..."}} or {@code {"type":"say","text":"Hello"}}. */
public final class CommandDecoder implements Decoder.Text<Command> {
    @Override
    public boolean willDecode(String text) {
        return true;
    }

    @Override
    public Command decode(String text) throws DecodeException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject object = reader.readObject();
            String type = object.getString("type");
            return switch (type) {
                case "join" -> new Command.Join(object.getString("nickname"), object.getString("key", ""));
                case "say" -> new Command.Say(object.getString("text"));
                default -> throw new DecodeException(text, "There is no command of type " + type + ".");
            };
        } catch (JsonException | NullPointerException | ClassCastException e) {
            // A missing member is a NullPointerException, one of another type a ClassCastException.
            throw new DecodeException(text, "This is no command.", e);
        }
    }
}
