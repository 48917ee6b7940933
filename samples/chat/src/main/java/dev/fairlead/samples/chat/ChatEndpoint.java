package dev.fairlead.samples.chat;

import dev.fairlead.websocket.Broadcast;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/** One browser's connection: commands in, events out. The container makes one instance for each. */
@ServerEndpoint(
        value = "/chat/{room}",
        subprotocols = ChatEndpoint.SUBPROTOCOL,
        decoders = CommandDecoder.class,
        encoders = EventEncoder.class)
public final class ChatEndpoint implements Member {
    /** The name of the language that {@link CommandDecoder} and {@link EventEncoder} speak. */
    public static final String SUBPROTOCOL = "chat.v1";

    /** Close code of a connection that the same browser tab has replaced by another (4000 to 4999 are for applications). */
    public static final int REPLACED = 4001;

    private static final int MAX_COMMAND = 8 << 10;
    private static final Logger LOG = System.getLogger(ChatEndpoint.class.getName());
    private static final Rooms ROOMS = new Rooms(200, Clock.systemUTC(), ChatEndpoint::tell);

    private Session session;
    private Room room;

    @OnOpen
    public void open(Session session) {
        this.session = session;
    }

    @OnMessage(maxMessageSize = MAX_COMMAND)
    public void command(@PathParam("room") String name, Command command) throws RefusedException {
        if (command instanceof Command.Say say) {
            if (room == null) {
                throw new RefusedException("Please join the room first.");
            }
            room.say(this, say);
        } else if (command instanceof Command.Join join) {
            room = ROOMS.enter(name, this, join);
        }
    }

    @OnClose
    public void close() {
        if (room != null) {
            room.leave(this);
        }
    }

    @OnError
    public void error(Throwable error) {
        if (error instanceof RefusedException || error instanceof DecodeException) {
            deliver(new Event.Refused(error.getMessage()));
        } else {
            LOG.log(Level.DEBUG, "connection lost", error);
        }
    }

    @Override
    public void deliver(Event event) {
        // A session whose queue is full is closed by the container (Settings.SlowConsumer.CLOSE); others go on.
        session.getAsyncRemote().sendObject(event);
    }

    /** Each event is encoded and compressed once, however many are in the room. */
    private static void tell(List<Member> members, Event event) {
        Broadcast.sendObject(members.stream().map(member -> ((ChatEndpoint) member).session).toList(), event);
    }

    @Override
    public void replaced() {
        try {
            session.close(new CloseReason(() -> REPLACED, "the chat goes on in another connection"));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection was lost already", e);
        }
    }
}
