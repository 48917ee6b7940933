package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.OriginPolicy;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fairlead's client and Fairlead's server container over sockets, without a servlet container. */
class WholeStackTest {
    static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    private FairleadServerContainer server;
    private FairleadWebSocketContainer client;
    private SocketHost host;

    @BeforeEach
    void start() throws IOException {
        EVENTS.clear();
        use(Settings.DEFAULTS);
        client = new FairleadWebSocketContainer(Settings.DEFAULTS);
    }

    private void use(Settings settings) throws IOException {
        if (host != null) {
            host.close();
        }
        server = new FairleadServerContainer(settings, WholeStackTest.class.getClassLoader());
        host = new SocketHost(server);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        host.close();
    }

    private Inbox connect(String path) throws Exception {
        return connect(path, ClientEndpointConfig.Builder.create().build());
    }

    private Inbox connect(String path, ClientEndpointConfig config) throws Exception {
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, config, host.uri(path));
        return inbox;
    }

    private static ClientEndpointConfig withHeaders(Map<String, String> headers) {
        return ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void beforeRequest(Map<String, List<String>> request) {
                headers.forEach((name, value) -> request.put(name, List.of(value)));
            }
        }).build();
    }

    private static String event() throws InterruptedException {
        String event = EVENTS.poll(5, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    // ---- message forms ------------------------------------------------------------------------------------------

    /** What the coders of these tests carry. */
    public record Point(int x, int y) {
    }

    public static class PointDecoder implements Decoder.Text<Point> {
        @Override
        public boolean willDecode(String s) {
            return s.contains(",");
        }

        @Override
        public Point decode(String s) throws DecodeException {
            try {
                String[] parts = s.split(",");
                return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            } catch (NumberFormatException e) {
                throw new DecodeException(s, "no point", e);
            }
        }

        @Override
        public void destroy() {
            EVENTS.add("decoder destroyed");
        }
    }

    public static class PointEncoder implements Encoder.Text<Point> {
        @Override
        public String encode(Point point) {
            if (point.x() < 0) {
                throw new IllegalArgumentException("negative");
            }
            return point.x() + ";" + point.y();
        }
    }

    @ServerEndpoint("/text/{form}")
    public static class TextForms {
        @OnMessage
        public String text(String text, Session session, @PathParam("form") String form) {
            return form + " " + text + " " + session.getPathParameters();
        }

        @OnMessage
        public byte[] binary(byte[] data) {
            return data;
        }

        @OnMessage
        public void pong(PongMessage pong, Session session) throws IOException {
            session.getBasicRemote().sendText("server saw " + StandardCharsets.UTF_8.decode(pong.getApplicationData()));
        }
    }

    @Test
    void echoesTextBinaryAndPong() throws Exception {
        server.addEndpoint(TextForms.class);
        Inbox inbox = connect("/text/plain");
        assertThat(inbox.ask("héllo")).isEqualTo("plain héllo {form=plain}");
        inbox.session.getBasicRemote().sendBinary(ByteBuffer.wrap(new byte[] {'o', 'x'}));
        assertThat(inbox.next()).isEqualTo("binary ox");
        inbox.session.getBasicRemote().sendPong(ByteBuffer.wrap(new byte[] {'p'}));
        assertThat(inbox.next()).isEqualTo("server saw p");
        inbox.session.getBasicRemote().sendPing(ByteBuffer.wrap(new byte[] {'q'}));
        assertThat(inbox.next()).isEqualTo("pong q");
    }

    @ServerEndpoint("/number")
    public static class Numbers {
        @OnMessage
        public double half(int number) {
            return number / 2.0;
        }

        @OnMessage
        public void stream(InputStream stream, Session session) throws IOException {
            session.getBasicRemote().sendText("stream " + stream.readAllBytes().length);
        }

        @OnError
        public String failed(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + ": " + error.getMessage());
            return "not sent";
        }
    }

    @Test
    void convertsPrimitivesAndReportsWhatIsNone() throws Exception {
        server.addEndpoint(Numbers.class);
        Inbox inbox = connect("/number");
        assertThat(inbox.ask("5")).isEqualTo("2.5");
        assertThat(inbox.ask("five")).isEqualTo("DecodeException: \"five\" is no Integer");
        assertThat(inbox.ask("6")).isEqualTo("3.0");
        inbox.session.getBasicRemote().sendBinary(ByteBuffer.allocate(100_000));
        assertThat(inbox.next()).isEqualTo("stream 100000");
    }

    @ServerEndpoint("/parts")
    public static class Parts {
        @OnMessage
        public String text(String part, boolean last) {
            return part + (last ? "." : "-");
        }

        @OnMessage
        public String binary(Boolean last, ByteBuffer part) {
            return part.remaining() + (last ? "." : "-");
        }
    }

    @Test
    void deliversPartsFrameByFrame() throws Exception {
        server.addEndpoint(Parts.class);
        Inbox inbox = connect("/parts");
        inbox.session.getBasicRemote().sendText("a", false);
        inbox.session.getBasicRemote().sendText("b", false);
        inbox.session.getBasicRemote().sendText("c", true);
        assertThat(List.of(inbox.next(), inbox.next(), inbox.next())).containsExactly("a-", "b-", "c.");
        inbox.session.getBasicRemote().sendBinary(ByteBuffer.allocate(2), true);
        assertThat(inbox.next()).isEqualTo("2.");
    }

    @ServerEndpoint("/reader")
    public static class Readers {
        @OnMessage(maxMessageSize = 1)
        public String text(Reader reader) throws IOException {
            StringWriter all = new StringWriter();
            reader.transferTo(all);
            return "read " + all;
        }
    }

    @Test
    void readsAMessageAsAStreamWhateverTheMethodsLimit() throws Exception {
        server.addEndpoint(Readers.class);
        assertThat(connect("/reader").ask("long")).isEqualTo("read long");
    }

    @ServerEndpoint(value = "/point", decoders = PointDecoder.class, encoders = PointEncoder.class)
    public static class Points {
        @OnMessage
        public Point mirror(Point point) {
            return new Point(-point.x(), point.y());
        }

        @OnError
        public void failed(Session session, Throwable error) throws IOException {
            session.getBasicRemote().sendText("error " + error.getMessage());
        }
    }

    @Test
    void codesObjectsAndStaysOpenWhenACoderFails() throws Exception {
        server.addEndpoint(Points.class);
        Inbox inbox = connect("/point");
        assertThat(inbox.ask("-1,2")).isEqualTo("1;2");
        assertThat(inbox.ask("1,2")).isEqualTo("error negative");
        assertThat(inbox.ask("a,b")).isEqualTo("error no point");
        assertThat(inbox.ask("nothing")).contains("no decoder for").contains("Point");
        assertThat(inbox.ask("-7,1")).isEqualTo("7;1");
        inbox.session.close();
        assertThat(event()).isEqualTo("decoder destroyed");
    }

    // ---- life cycle ---------------------------------------------------------------------------------------------

    @ServerEndpoint("/life/{id}/{missing}")
    public static class Life {
        @OnOpen
        public void open(Session session, EndpointConfig config, @PathParam("id") long id) {
            EVENTS.add("open " + id + " " + (config instanceof ServerEndpointConfig) + " " + session.isOpen());
        }

        @OnMessage
        public void message(String text, @PathParam("nobody") String nobody) {
            throw new IllegalStateException(text + " " + nobody);
        }

        @OnClose
        public void close(CloseReason reason, @PathParam("id") Long id) {
            EVENTS.add("close " + id + " " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
            throw new IllegalArgumentException("in close");
        }

        @OnError
        public void error(Throwable error, Session session, @PathParam("id") Long id) {
            EVENTS.add("error " + id + " " + error.getMessage());
        }
    }

    @Test
    void callsTheMethodsOfASessionInOrder() throws Exception {
        server.addEndpoint(Life.class);
        Inbox inbox = connect("/life/12/x");
        assertThat(event()).isEqualTo("open 12 true true");
        inbox.session.getBasicRemote().sendText("boom");
        assertThat(event()).isEqualTo("error 12 boom null");
        inbox.session.close(new CloseReason(CloseCodes.GOING_AWAY, "bye"));
        assertThat(event()).isEqualTo("close 12 1001 bye");
        assertThat(event()).isEqualTo("error 12 in close");
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY);
    }

    @ServerEndpoint("/typed/{id}")
    public static class Typed {
        @OnOpen
        public void open(@PathParam("id") int id) {
            EVENTS.add("open " + id);
        }

        @OnError
        public void error(Throwable error) {
            EVENTS.add(error.getClass().getSimpleName() + " " + ((DecodeException) error).getText());
        }
    }

    @Test
    void reportsAPathParameterThatCannotBeConverted() throws Exception {
        server.addEndpoint(Typed.class);
        Inbox inbox = connect("/typed/seven");
        assertThat(event()).isEqualTo("DecodeException seven");
        assertThat(inbox.session.isOpen()).isTrue();
    }

    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(new MessageHandler.Whole<Point>() {
                @Override
                public void onMessage(Point point) {
                    session.getAsyncRemote().sendObject(point);
                }
            });
            session.addMessageHandler(new MessageHandler.Partial<byte[]>() {
                @Override
                public void onMessage(byte[] part, boolean last) {
                    session.getAsyncRemote().sendText(part.length + " " + last);
                }
            });
        }
    }

    @Test
    void runsAProgrammaticEndpoint() throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic")
                .decoders(List.of(PointDecoder.class)).encoders(List.of(PointEncoder.class)).build());
        Inbox inbox = connect("/programmatic");
        assertThat(inbox.ask("3,4")).isEqualTo("3;4");
        inbox.session.getBasicRemote().sendBinary(ByteBuffer.allocate(9));
        assertThat(inbox.next()).isEqualTo("9 true");
    }

    public static class Uncreatable {
        public Uncreatable() {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void closesWith1011WhenTheEndpointCannotBeCreated() throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Uncreatable.class, "/uncreatable").build());
        assertThat(connect("/uncreatable").closeReason().getCloseCode()).isEqualTo(CloseCodes.UNEXPECTED_CONDITION);
    }

    // ---- handshake ----------------------------------------------------------------------------------------------

    public static class Curious extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return !"http://evil.example".equals(origin);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("user", String.valueOf(request.getUserPrincipal() == null ? null
                    : request.getUserPrincipal().getName()));
            response.getHeaders().put("X-Answer", List.of(request.getParameterMap() + " " + request.getQueryString() + " "
                    + request.isUserInRole("admin") + " " + request.getHeaders().get("upgrade")));
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
            return endpointClass.cast(new Asked("configurator"));
        }
    }

    @ServerEndpoint(value = "/asked/{name}", configurator = Curious.class, subprotocols = {"one", "two"})
    public static class Asked {
        private final String creator;

        Asked(String creator) {
            this.creator = creator;
        }

        @OnMessage
        public String message(String text, Session session) {
            return creator + " " + session.getUserProperties().get("user") + " " + session.getNegotiatedSubprotocol() + " "
                    + session.getRequestURI().getRawQuery() + " " + session.getRequestParameterMap();
        }
    }

    @Test
    void asksTheConfigurator() throws Exception {
        server.addEndpoint(Asked.class);
        Map<String, List<String>> answer = new HashMap<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("three", "two", "one"))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("x-user", List.of("ann"));
                    }

                    @Override
                    public void afterResponse(HandshakeResponse response) {
                        answer.putAll(response.getHeaders());
                    }
                }).build();
        Inbox inbox = connect("/asked/bob?a=1&b=%20&a=2", config);
        assertThat(answer.get("X-Answer"))
                .containsExactly("{a=[1, 2], b=[ ], name=[bob]} a=1&b=%20&a=2 true [websocket]");
        assertThat(inbox.ask("")).isEqualTo("configurator ann two a=1&b=%20&a=2 {a=[1, 2], b=[ ]}");
        assertThat(inbox.session.getNegotiatedSubprotocol()).isEqualTo("two");
    }

    /** Its getConfigurator makes a new object at each call; its lists can't be changed. */
    public static class Fickle implements ServerEndpointConfig {
        private int asked;

        @Override
        public Class<?> getEndpointClass() {
            return Ext.class;
        }

        @Override
        public String getPath() {
            return "/fickle";
        }

        @Override
        public List<String> getSubprotocols() {
            return List.of();
        }

        @Override
        public List<Extension> getExtensions() {
            return null;
        }

        @Override
        public Configurator getConfigurator() {
            asked++;
            return new Configurator();
        }

        @Override
        public List<Class<? extends Encoder>> getEncoders() {
            return List.of();
        }

        @Override
        public List<Class<? extends Decoder>> getDecoders() {
            return null;
        }

        @Override
        public Map<String, Object> getUserProperties() {
            return Map.of("key", "value");
        }
    }

    @Test
    void asksAConfigurationForItsConfiguratorOnce() throws Exception {
        Fickle config = new Fickle();
        server.addEndpoint(config);
        assertThat(connect("/fickle").ask("x")).startsWith("x");
        assertThat(connect("/fickle").ask("y")).startsWith("y");
        assertThat(config.asked).isEqualTo(1);
    }

    @Test
    void refusesAnOriginThatTheConfiguratorRefuses() throws Exception {
        server.addEndpoint(Asked.class);
        assertThatThrownBy(() -> connect("/asked/x", withHeaders(Map.of("Origin", "http://evil.example"))))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("403");
        connect("/asked/x", withHeaders(Map.of("Origin", "http://good.example")));
    }

    @Test
    void refusesAnOriginThatTheSettingsRefuse() throws Exception {
        use(Settings.builder().origins(OriginPolicy.sameOrigin()).build());
        server.addEndpoint(Numbers.class);
        assertThatThrownBy(() -> connect("/number", withHeaders(Map.of("Origin", "http://other.example"))))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("403");
        String self = host.uri("/").toString().replaceFirst("ws", "http").replaceFirst("/$", "");
        connect("/number", withHeaders(Map.of("Origin", self)));
    }

    @Test
    void tellsTheClientOfARefusal() {
        List<Map<String, List<String>>> seen = new ArrayList<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void afterResponse(HandshakeResponse response) {
                        seen.add(response.getHeaders());
                    }
                }).build();
        assertThatThrownBy(() -> connect("/nowhere", config)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("404").hasMessageContaining("/nowhere");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).get("x-message")).containsExactly("no endpoint");
    }

    @Test
    void startsSessionsWithShallowCopiesOfTheUserProperties() throws Exception {
        ServerEndpointConfig serverConfig = ServerEndpointConfig.Builder.create(PropertyReader.class, "/properties").build();
        serverConfig.getUserProperties().put("key", "value");
        server.addEndpoint(serverConfig);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        Object object = new Object();
        config.getUserProperties().put("object", object);
        Inbox inbox = connect("/properties", config);
        assertThat(inbox.ask("key")).isEqualTo("value 1");
        assertThat(serverConfig.getUserProperties()).hasSize(1);
        assertThat(inbox.session.getUserProperties()).isEqualTo(Map.of("object", object));
        inbox.session.getUserProperties().put("more", 1);
        assertThat(config.getUserProperties()).isEqualTo(Map.of("object", object));
    }

    public static class PropertyReader extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> {
                session.getAsyncRemote().sendText(session.getUserProperties().get(text) + " "
                        + session.getUserProperties().size());
                session.getUserProperties().put("more", 1);
            });
        }
    }

    // ---- extensions ---------------------------------------------------------------------------------------------

    @ServerEndpoint("/ext")
    public static class Ext {
        @OnMessage
        public String message(String text, Session session) {
            return text + " " + session.getNegotiatedExtensions().stream().map(Extension::getName).toList();
        }
    }

    @Deflate(enabled = false)
    @ServerEndpoint("/noext")
    public static class NoExt extends Ext {
    }

    @Test
    void negotiatesPermessageDeflateByDefault() throws Exception {
        server.addEndpoint(Ext.class);
        Inbox inbox = connect("/ext");
        assertThat(inbox.ask("a".repeat(1000))).isEqualTo("a".repeat(1000) + " [permessage-deflate]");
        assertThat(inbox.session.getNegotiatedExtensions()).extracting(Extension::getName)
                .containsExactly("permessage-deflate");
        assertThat(server.getInstalledExtensions()).extracting(Extension::getName).containsExactly("permessage-deflate");
        assertThat(client.getInstalledExtensions()).extracting(Extension::getName).containsExactly("permessage-deflate");
    }

    @Test
    void switchesPermessageDeflateOffByAnnotationPropertyAndSetting() throws Exception {
        server.addEndpoint(NoExt.class);
        server.addEndpoint(Ext.class);
        assertThat(connect("/noext").ask("x")).isEqualTo("x []");
        ClientEndpointConfig off = ClientEndpointConfig.Builder.create().build();
        off.getUserProperties().put("fairlead.perMessageDeflate", "false");
        assertThat(connect("/ext", off).ask("x")).isEqualTo("x []");
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Ext.class, "/property").build();
        config.getUserProperties().put("fairlead.perMessageDeflate", false);
        server.addEndpoint(config);
        assertThat(connect("/property").ask("x")).isEqualTo("x []");
        use(Settings.builder().perMessageDeflate(false).build());
        server.addEndpoint(Ext.class);
        assertThat(connect("/ext").ask("x")).isEqualTo("x []");
        assertThat(server.getInstalledExtensions()).isEmpty();
    }

    @Test
    void prefersTheEndpointsOwnPermessageDeflate() throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Ext.class, "/own")
                .extensions(List.of(PerMessageDeflate.server().serverMaxWindowBits(9).serverNoContextTakeover(true).build()))
                .build());
        Inbox inbox = connect("/own");
        assertThat(inbox.ask("x")).isEqualTo("x [permessage-deflate]");
        assertThat(inbox.session.getNegotiatedExtensions().get(0).getParameters())
                .extracting(Extension.Parameter::getName).contains("server_no_context_takeover", "server_max_window_bits");
    }

    private static Extension named(String name) {
        return new Extension() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public List<Parameter> getParameters() {
                return List.of();
            }
        };
    }

    @Test
    void negotiatesListedExtensionsThatDoNothingInTheClientsOrder() throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Ext.class, "/listed")
                .extensions(List.of(named("x-one"), named("x-two"))).build());
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .extensions(List.of(named("x-two"), named("x-three"), named("x-one"))).build();
        Inbox inbox = connect("/listed", config);
        assertThat(inbox.ask("a")).isEqualTo("a [x-two, x-one, permessage-deflate]");
        assertThat(inbox.session.getNegotiatedExtensions()).extracting(Extension::getName)
                .containsExactly("x-two", "x-one", "permessage-deflate");
    }

    // ---- limits, ends -------------------------------------------------------------------------------------------

    @ServerEndpoint("/small")
    public static class Small {
        @OnMessage(maxMessageSize = 4)
        public String message(String text) {
            return text;
        }

        @OnError
        public void error(Throwable error, Session session) {
            EVENTS.add("error");
        }
    }

    @Test
    void closesWith1009BeyondTheMethodsLimit() throws Exception {
        server.addEndpoint(Small.class);
        Inbox inbox = connect("/small");
        assertThat(inbox.ask("1234")).isEqualTo("1234");
        inbox.session.getBasicRemote().sendText("12345");
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(event()).isEqualTo("error");
    }

    @Test
    void limitsMessagesByTheEndpointsUserProperty() throws Exception {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Ext.class, "/limited").build();
        config.getUserProperties().put("fairlead.maxTextMessageSize", 10);
        server.addEndpoint(config);
        Inbox inbox = connect("/limited");
        inbox.session.getBasicRemote().sendText("12345678901");
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
    }

    @Test
    void givesSessionsTheContainersDefaults() throws Exception {
        server.setDefaultMaxTextMessageBufferSize(5);
        server.setDefaultMaxBinaryMessageBufferSize(0);
        server.setDefaultMaxSessionIdleTimeout(60_000);
        client.setDefaultMaxSessionIdleTimeout(30_000);
        client.setDefaultMaxTextMessageBufferSize(7);
        client.setAsyncSendTimeout(5000);
        server.addEndpoint(Ext.class);
        Inbox inbox = connect("/ext");
        assertThat(inbox.session.getMaxIdleTimeout()).isEqualTo(30_000);
        assertThat(inbox.session.getMaxTextMessageBufferSize()).isEqualTo(7);
        assertThat(inbox.session.getAsyncRemote().getSendTimeout()).isEqualTo(5000);
        assertThat(server.getDefaultMaxBinaryMessageBufferSize()).isZero();
        inbox.session.getBasicRemote().sendText("123456");
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
    }

    @Test
    void closesTheAuthenticatedSocketsOfAnHttpSessionThatEnds() throws Exception {
        server.addEndpoint(Ext.class);
        Inbox anns = connect("/ext", withHeaders(Map.of("X-User", "ann", "X-Session", "s1")));
        Inbox second = connect("/ext", withHeaders(Map.of("X-User", "ann", "X-Session", "s1")));
        Inbox nobodys = connect("/ext", withHeaders(Map.of("X-Session", "s1")));
        Inbox bobs = connect("/ext", withHeaders(Map.of("X-User", "bob", "X-Session", "s2")));
        server.httpSessionRenamed("s1", "s3");
        server.httpSessionEnded("s1");
        server.httpSessionEnded("s3");
        assertThat(anns.closeReason().getCloseCode()).isEqualTo(CloseCodes.VIOLATED_POLICY);
        assertThat(second.closeReason().getCloseCode()).isEqualTo(CloseCodes.VIOLATED_POLICY);
        assertThat(nobodys.ask("x")).startsWith("x");
        assertThat(bobs.ask("x")).startsWith("x");
    }

    @Test
    void stopsWith1001AndRefusesWith503() throws Exception {
        server.addEndpoint(Ext.class);
        Inbox inbox = connect("/ext");
        server.stop();
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY);
        assertThatThrownBy(() -> connect("/ext")).isInstanceOf(DeploymentException.class).hasMessageContaining("503");
    }

    @Test
    void stopWaitsForAHandshakeThatWasAcceptedAndClosesItsSessionWith1001() throws Exception {
        server.addEndpoint(Ext.class);
        CountDownLatch accepted = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        host.beforeOpen(() -> {
            accepted.countDown();
            await().until(() -> open.getCount() == 0);
        });
        Inbox inbox = connect("/ext");
        accepted.await();
        Thread stopping = new Thread(server::stop);
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        Thread stoppingToo = new Thread(server::stop);
        stoppingToo.start();
        await("waits for the first").until(() -> stoppingToo.getState() == Thread.State.TIMED_WAITING);
        open.countDown();
        assertThat(inbox.closeReason().getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY);
        stopping.join();
        stoppingToo.join();
    }

    // ---- client -------------------------------------------------------------------------------------------------

    @ClientEndpoint(subprotocols = "two", decoders = PointDecoder.class, encoders = PointEncoder.class)
    public static class AnnotatedClient {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(Session session, EndpointConfig config) {
            seen.add("open " + session.getNegotiatedSubprotocol() + (config instanceof ClientEndpointConfig));
        }

        @OnMessage
        public void message(String text) {
            seen.add(text);
        }

        @OnClose
        public void close(CloseReason reason) {
            seen.add("close " + reason.getCloseCode().getCode());
        }
    }

    @Test
    void connectsAnAnnotatedInstance() throws Exception {
        server.addEndpoint(Asked.class);
        AnnotatedClient endpoint = new AnnotatedClient();
        Session session = client.connectToServer(endpoint, host.uri("/asked/x"));
        assertThat(endpoint.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("open twotrue");
        session.getBasicRemote().sendText("x");
        assertThat(endpoint.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("configurator null two null {}");
        assertThat(session.getContainer()).isSameAs(client);
        assertThat(session.getOpenSessions()).containsExactly(session);
        session.close();
        assertThat(endpoint.seen.poll(5, TimeUnit.SECONDS)).isEqualTo("close 1000");
    }

    @Test
    void connectsClassesAndCountsTheirSessionsTogether() throws Exception {
        server.addEndpoint(Asked.class);
        Session one = client.connectToServer(AnnotatedClient.class, host.uri("/asked/x"));
        Session two = client.connectToServer(AnnotatedClient.class, host.uri("/asked/y"));
        Session other = client.connectToServer(PropertyReader.class, ClientEndpointConfig.Builder.create().build(),
                host.uri("/asked/z"));
        assertThat(one.getOpenSessions()).containsExactlyInAnyOrder(one, two);
        assertThat(other.getOpenSessions()).containsExactly(other);
        two.close();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(one.getOpenSessions()).containsExactly(one));
    }

    @Test
    void connectsFromTheServersContainer() throws Exception {
        server.addEndpoint(Ext.class);
        Inbox inbox = new Inbox();
        Session session = server.connectToServer(inbox, ClientEndpointConfig.Builder.create().build(), host.uri("/ext"));
        assertThat(inbox.ask("x")).startsWith("x");
        assertThat(session.getContainer()).isSameAs(server);
    }

    public static class NotAnnotated {
    }

    @ClientEndpoint
    public static class Wrong {
        @OnMessage
        public void message(Thread thread) {
        }
    }

    @Test
    void refusesBadClientEndpointsAndUris() {
        URI uri = host.uri("/ext");
        assertThatThrownBy(() -> client.connectToServer(new NotAnnotated(), uri)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("@ClientEndpoint");
        assertThatThrownBy(() -> client.connectToServer(Wrong.class, uri)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("message").hasMessageContaining("Thread");
        assertThatThrownBy(() -> client.connectToServer(AnnotatedClient.class, URI.create("http://localhost/")))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("ws or wss");
        assertThatThrownBy(() -> client.connectToServer(AnnotatedClient.class, URI.create("ws://localhost/#x")))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("fragment");
    }

    @Test
    void failsWithIoExceptionWithoutAServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> client.connectToServer(AnnotatedClient.class, URI.create("ws://127.0.0.1:" + port + "/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void namesABadUserProperty() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put("fairlead.openTimeout", "soon");
        assertThatThrownBy(() -> connect("/ext", config)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("fairlead.openTimeout");
    }
}
