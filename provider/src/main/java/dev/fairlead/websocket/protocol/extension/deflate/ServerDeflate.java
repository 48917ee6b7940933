package dev.fairlead.websocket.protocol.extension.deflate;

import static dev.fairlead.websocket.protocol.extension.deflate.DeflateParameters.ABSENT;
import static dev.fairlead.websocket.protocol.extension.deflate.DeflateParameters.WITHOUT_VALUE;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A server's side of the negotiation of permessage-deflate (RFC 7692 section 7.1). What it answers it keeps: an offer
 * that it can't honour in full is declined.
 *
 * @param serverMaxWindowBits        8 to 15: the largest window of its own deflater
 * @param clientMaxWindowBits        8 to 15: the largest window that the client's deflater is told to use, where the
 *                                   client can be told
 * @param serverNoContextTakeover    whether its own deflater forgets each message, also where the client doesn't ask
 * @param clientNoContextTakeover    whether the client's deflater is told to forget each message
 * @param requireClientMaxWindowBits whether to decline an offer of a client whose window can't be limited to
 *                                   {@code clientMaxWindowBits}
 * @param compression                how it compresses
 * @param codec                      the engine
 */
public record ServerDeflate(int serverMaxWindowBits, int clientMaxWindowBits, boolean serverNoContextTakeover,
        boolean clientNoContextTakeover, boolean requireClientMaxWindowBits, Compression compression,
        DeflateCodec codec) implements ServerExtensionFactory {
    /**
     * Creates a factory.
     *
     * @param serverMaxWindowBits        8 to 15: the largest window of its own deflater
     * @param clientMaxWindowBits        8 to 15: the largest window that the client's deflater is told to use, where
     *                                   the client can be told
     * @param serverNoContextTakeover    whether its own deflater forgets each message, also where the client doesn't
     *                                   ask
     * @param clientNoContextTakeover    whether the client's deflater is told to forget each message
     * @param requireClientMaxWindowBits whether to decline an offer of a client whose window can't be limited to
     *                                   {@code clientMaxWindowBits}
     * @param compression                how it compresses
     * @param codec                      the engine
     * @throws IllegalArgumentException if a window is out of range, or the engine can't compress so
     */
    public ServerDeflate {
        DeflateParameters.requireWindowBits("serverMaxWindowBits", serverMaxWindowBits);
        DeflateParameters.requireWindowBits("clientMaxWindowBits", clientMaxWindowBits);
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(codec, "codec");
        codec.require(compression);
    }

    /**
     * The same factory with the limits of some parameters, as a program states them that knows the parameters only.
     *
     * @param parameters what the answers shall say, where the offers allow it
     * @return a limit that isn't stated is the one of this
     * @throws ExtensionNegotiationException if those aren't valid parameters
     */
    public ServerDeflate withLimits(List<ExtensionParameter> parameters) throws ExtensionNegotiationException {
        DeflateParameters limits = DeflateParameters.parse(parameters);
        return new ServerDeflate(
                limits.serverMaxWindowBits() == ABSENT ? serverMaxWindowBits : limits.serverMaxWindowBits(),
                limits.clientMaxWindowBits() == ABSENT || limits.clientMaxWindowBits() == WITHOUT_VALUE
                        ? clientMaxWindowBits
                        : limits.clientMaxWindowBits(),
                serverNoContextTakeover || limits.serverNoContextTakeover(),
                clientNoContextTakeover || limits.clientNoContextTakeover(),
                requireClientMaxWindowBits, compression, codec);
    }

    @Override
    public String name() {
        return DeflateParameters.EXTENSION;
    }

    @Override
    public Optional<Accepted> accept(List<ExtensionParameter> parameters, List<NegotiatedExtension> accepted) {
        DeflateParameters offer;
        try {
            offer = DeflateParameters.parse(parameters);
        } catch (ExtensionNegotiationException e) {
            // "A server MUST decline an extension negotiation offer" with any of these faults (section 7.1)
            return Optional.empty();
        }

        // server_no_context_takeover (section 7.1.1.1): a demand of the client; the server may say it unasked
        //
        //   config  offer   answer  server's context
        //   ------  ------  ------  ----------------
        //   false   absent  absent  taken over
        //   false   there   there   forgotten
        //   true    absent  there   forgotten
        //   true    there   there   forgotten
        boolean serverForgets = serverNoContextTakeover || offer.serverNoContextTakeover();

        // client_no_context_takeover (section 7.1.1.2): a hint of the client; the server may say it unasked. A client
        // that gives the hint won't take over in any case: to say it costs nothing and spares the history
        //
        //   config  offer   answer  client's context
        //   ------  ------  ------  ----------------
        //   false   absent  absent  taken over
        //   false   there   there   forgotten
        //   true    absent  there   forgotten
        //   true    there   there   forgotten
        boolean clientForgets = clientNoContextTakeover || offer.clientNoContextTakeover();

        // server_max_window_bits (section 7.1.2.1): a demand of the client; the server may say a smaller one, and any
        // unasked
        //
        //   config  offer     answer     server's window
        //   ------  --------  ---------  ---------------
        //   15      absent    absent     15
        //   S < 15  absent    S          S
        //   S       R <= 15   min(S, R)  min(S, R)
        //   any     no value  declined
        int serverWindow = Math.min(serverMaxWindowBits, DeflateParameters.windowOf(offer.serverMaxWindowBits()));
        int serverAnswer = offer.serverMaxWindowBits() == ABSENT
                ? DeflateParameters.parameterOf(serverWindow)
                : serverWindow;

        // client_max_window_bits (section 7.1.2.2): says that the client can be told; the value is a hint. The server
        // must not say it unasked
        //
        //   config  required  offer     answer     client's window
        //   ------  --------  --------  ---------  ---------------
        //   15      any       absent    absent     15
        //   C < 15  false     absent    absent     15
        //   C < 15  true      absent    declined
        //   15      any       no value  absent     15
        //   C < 15  any       no value  C          C
        //   C       any       R <= 15   min(C, R)  min(C, R)       (absent where that is 15)
        if (offer.clientMaxWindowBits() == ABSENT && clientMaxWindowBits < DeflateParameters.MAX_WINDOW_BITS
                && requireClientMaxWindowBits) {
            return Optional.empty();
        }
        int clientWindow = switch (offer.clientMaxWindowBits()) {
            case ABSENT -> DeflateParameters.MAX_WINDOW_BITS;
            case WITHOUT_VALUE -> clientMaxWindowBits;
            default -> Math.min(clientMaxWindowBits, offer.clientMaxWindowBits());
        };

        List<ExtensionParameter> answer = new DeflateParameters(serverForgets, clientForgets, serverAnswer,
                DeflateParameters.parameterOf(clientWindow)).toList();
        return Optional.of(new Accepted(answer, new DeflateExtension(answer, codec, serverWindow,
                !serverForgets, compression,
                codec.inflater(clientWindow, !clientForgets))));
    }
}
