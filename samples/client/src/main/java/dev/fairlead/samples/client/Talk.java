package dev.fairlead.samples.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Sends each line of the input as a text message and prints each message that comes:
 * {@code java -cp ... dev.fairlead.samples.client.Talk ws://localhost:8080/chat/lobby chat.v1}.
 */
public final class Talk extends Endpoint {
    private final PrintStream out;
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    Talk(PrintStream out) {
        this.out = out;
    }

    /**
     * Talks until the input ends or the server closes.
     *
     * @param args a ws or wss URI, and subprotocols in order of preference
     */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println("usage: Talk URI [SUBPROTOCOL...]");
            System.exit(2);
        }
        try {
            List<String> subprotocols = List.of(args).subList(1, args.length);
            Reader input = new InputStreamReader(System.in, Charset.defaultCharset());
            new Talk(System.out).run(URI.create(args[0]), subprotocols, input);
        } catch (DeploymentException | IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    void run(URI uri, List<String> subprotocols, Reader input)
            throws DeploymentException, IOException {
        ClientEndpointConfig config =
                ClientEndpointConfig.Builder.create().preferredSubprotocols(subprotocols).build();
        Session session = ContainerProvider.getWebSocketContainer().connectToServer(this, config, uri);
        Thread typist = new Thread(() -> type(input, session), "typist");
        // Nobody can interrupt a read of the console; the program ends with the connection nevertheless.
        typist.setDaemon(true);
        typist.start();
        CloseReason reason = closed.join();
        out.println("closed with " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
    }

    private void type(Reader input, Session session) {
        try (BufferedReader lines = new BufferedReader(input)) {
            for (String line = lines.readLine(); line != null && session.isOpen(); line = lines.readLine()) {
                session.getBasicRemote().sendText(line);
            }
            if (session.isOpen()) {
                // Who closes gets no more messages. The pong comes behind what the server says to the last line.
                session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
                CompletableFuture.anyOf(answered, closed).join();
            }
            session.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the line wasn't sent", e);
        }
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        out.println("connected to " + session.getRequestURI()
                + (session.getNegotiatedSubprotocol().isEmpty() ? "" : ", " + session.getNegotiatedSubprotocol())
                + (session.getNegotiatedExtensions().isEmpty() ? "" : ", " + names(session.getNegotiatedExtensions())));
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) out::println);
        session.addMessageHandler(PongMessage.class,
                (MessageHandler.Whole<PongMessage>) pong -> answered.complete(null));
    }

    private static String names(List<Extension> extensions) {
        return extensions.stream().map(Extension::getName).collect(Collectors.joining(", "));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        closed.complete(reason);
    }

    @Override
    public void onError(Session session, Throwable error) {
        out.println("error: " + error.getMessage());
    }
}
