package dev.fairlead.websocket.protocol.extension.deflate;

import static dev.fairlead.websocket.protocol.extension.deflate.DeflateParameters.ABSENT;
import static dev.fairlead.websocket.protocol.extension.deflate.DeflateParameters.WITHOUT_VALUE;

import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import java.util.List;
import java.util.Objects;

/**
 * A client's side of the negotiation of permessage-deflate (RFC 7692 section 7.1). An answer that doesn't keep the
 * rules fails the connection.
 *
 * @param serverMaxWindowBits     8 to 15: the largest window that the server's deflater is told to use; 15 says nothing
 * @param clientMaxWindowBits     8 to 15: the largest window of its own deflater
 * @param windowOffer             what the offer says of that
 * @param serverNoContextTakeover whether the server's deflater is told to forget each message
 * @param clientNoContextTakeover whether its own deflater forgets each message
 * @param compression             how it compresses
 * @param codec                   the engine
 */
public record ClientDeflate(int serverMaxWindowBits, int clientMaxWindowBits, WindowOffer windowOffer,
        boolean serverNoContextTakeover, boolean clientNoContextTakeover, Compression compression, DeflateCodec codec)
        implements ClientExtensionFactory {
    /** What a client's offer says of its own window. */
    public enum WindowOffer {
        /** Nothing: the server can't limit it. */
        ABSENT,
        /** That the server can limit it. */
        WITHOUT_VALUE,
        /** That the server can limit it, and how large it is without that. */
        WITH_VALUE
    }

    /**
     * Creates a factory.
     *
     * @param serverMaxWindowBits     8 to 15: the largest window that the server's deflater is told to use; 15 says
     *                                nothing
     * @param clientMaxWindowBits     8 to 15: the largest window of its own deflater
     * @param windowOffer             what the offer says of that
     * @param serverNoContextTakeover whether the server's deflater is told to forget each message
     * @param clientNoContextTakeover whether its own deflater forgets each message
     * @param compression             how it compresses
     * @param codec                   the engine
     * @throws IllegalArgumentException if a window is out of range, or the engine can't compress so
     */
    public ClientDeflate {
        DeflateParameters.requireWindowBits("serverMaxWindowBits", serverMaxWindowBits);
        DeflateParameters.requireWindowBits("clientMaxWindowBits", clientMaxWindowBits);
        Objects.requireNonNull(windowOffer, "windowOffer");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(codec, "codec");
        codec.require(compression);
    }

    /**
     * The same factory with another offer, as a program states it that knows the parameters only.
     *
     * @param parameters of the offer
     * @return its own window is the offer's, or the one of this where the offer has none
     * @throws ExtensionNegotiationException if that isn't a valid offer
     */
    public ClientDeflate withOffer(List<ExtensionParameter> parameters) throws ExtensionNegotiationException {
        DeflateParameters offer = DeflateParameters.parse(parameters);
        int clientWindow = clientMaxWindowBits;
        WindowOffer offerOfWindow = WindowOffer.ABSENT;
        if (offer.clientMaxWindowBits() == WITHOUT_VALUE) {
            offerOfWindow = WindowOffer.WITHOUT_VALUE;
        } else if (offer.clientMaxWindowBits() != ABSENT) {
            offerOfWindow = WindowOffer.WITH_VALUE;
            clientWindow = offer.clientMaxWindowBits();
        }
        return new ClientDeflate(DeflateParameters.windowOf(offer.serverMaxWindowBits()), clientWindow, offerOfWindow,
                offer.serverNoContextTakeover(), offer.clientNoContextTakeover(), compression, codec);
    }

    @Override
    public String name() {
        return DeflateParameters.EXTENSION;
    }

    @Override
    public List<ExtensionParameter> offer() {
        return offered().toList();
    }

    private DeflateParameters offered() {
        return new DeflateParameters(serverNoContextTakeover, clientNoContextTakeover,
                DeflateParameters.parameterOf(serverMaxWindowBits), switch (windowOffer) {
                    case ABSENT -> ABSENT;
                    case WITHOUT_VALUE -> WITHOUT_VALUE;
                    case WITH_VALUE -> clientMaxWindowBits;
                });
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> parameters, List<NegotiatedExtension> accepted)
            throws ExtensionNegotiationException {
        DeflateParameters offer = offered();
        DeflateParameters answer = DeflateParameters.parse(parameters);

        // server_no_context_takeover (section 7.1.1.1)
        //
        //   offer   answer  server's context
        //   ------  ------  ----------------
        //   absent  absent  taken over
        //   absent  there   forgotten
        //   there   absent  the connection fails
        //   there   there   forgotten
        if (offer.serverNoContextTakeover() && !answer.serverNoContextTakeover()) {
            throw invalid("lacks server_no_context_takeover, which was demanded");
        }
        boolean serverForgets = answer.serverNoContextTakeover();

        // client_no_context_takeover (section 7.1.1.2): the offer is a promise, whatever the answer says
        //
        //   offer   answer  client's context
        //   ------  ------  ----------------
        //   absent  absent  taken over
        //   absent  there   forgotten
        //   there   absent  forgotten
        //   there   there   forgotten
        boolean clientForgets = clientNoContextTakeover || answer.clientNoContextTakeover();

        // server_max_window_bits (section 7.1.2.1)
        //
        //   offer   answer    server's window
        //   ------  --------  ---------------
        //   absent  absent    15
        //   absent  M <= 15   M
        //   N       absent    the connection fails
        //   N       M <= N    M
        //   N       M > N     the connection fails
        //   any     no value  the connection fails
        if (offer.serverMaxWindowBits() != ABSENT) {
            if (answer.serverMaxWindowBits() == ABSENT) {
                throw invalid("lacks server_max_window_bits, which was demanded");
            }
            if (answer.serverMaxWindowBits() > offer.serverMaxWindowBits()) {
                throw invalid("has server_max_window_bits=" + answer.serverMaxWindowBits() + ", where "
                        + offer.serverMaxWindowBits() + " was demanded");
            }
        }
        int serverWindow = DeflateParameters.windowOf(answer.serverMaxWindowBits());

        // client_max_window_bits (section 7.1.2.2); C is the window that is configured
        //
        //   offer     answer    client's window
        //   --------  --------  ---------------
        //   absent    absent    C
        //   absent    M         the connection fails
        //   no value  absent    C
        //   no value  M <= 15   min(C, M)
        //   C         absent    C
        //   C         M <= C    M
        //   C         M > C     the connection fails
        //   any       no value  the connection fails
        if (answer.clientMaxWindowBits() == WITHOUT_VALUE) {
            throw invalid("has client_max_window_bits without a value");
        }
        if (answer.clientMaxWindowBits() != ABSENT) {
            if (offer.clientMaxWindowBits() == ABSENT) {
                throw invalid("has client_max_window_bits, which wasn't offered");
            }
            if (offer.clientMaxWindowBits() != WITHOUT_VALUE
                    && answer.clientMaxWindowBits() > offer.clientMaxWindowBits()) {
                throw invalid("has client_max_window_bits=" + answer.clientMaxWindowBits() + ", where "
                        + offer.clientMaxWindowBits() + " was offered");
            }
        }
        int clientWindow = Math.min(clientMaxWindowBits, DeflateParameters.windowOf(answer.clientMaxWindowBits()));

        return new DeflateExtension(answer.toList(), codec, clientWindow, !clientForgets, compression,
                codec.inflater(serverWindow, !serverForgets));
    }

    private static ExtensionNegotiationException invalid(String what) {
        return new ExtensionNegotiationException("the server's answer to " + DeflateParameters.EXTENSION + " " + what);
    }
}
