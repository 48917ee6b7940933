package dev.fairlead.websocket.protocol.frame;

/** Close codes of RFC 6455 section 7.4.1 and of the IANA registry, and which of them may stand in a close frame. */
public final class CloseCode {
    /** The purpose of the connection is fulfilled. */
    public static final int NORMAL_CLOSURE = 1000;
    /** The server goes down or the page is left. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** A type of data that the endpoint doesn't accept. */
    public static final int UNSUPPORTED_DATA = 1003;
    /** Never on the wire: a close frame came without a code. */
    public static final int NO_STATUS_RECEIVED = 1005;
    /** Never on the wire: the connection ended without a close frame. */
    public static final int ABNORMAL_CLOSURE = 1006;
    /** Data that isn't what the message's type says, as text that isn't UTF-8. */
    public static final int INVALID_FRAME_PAYLOAD_DATA = 1007;
    /** A message that breaks the endpoint's policy; also the end of an authenticated HTTP session. */
    public static final int POLICY_VIOLATION = 1008;
    /** A message that is too big. */
    public static final int MESSAGE_TOO_BIG = 1009;
    /** The client misses an extension in the server's answer. */
    public static final int MANDATORY_EXTENSION = 1010;
    /** An unexpected condition in the endpoint. */
    public static final int INTERNAL_ERROR = 1011;
    /** The service restarts. */
    public static final int SERVICE_RESTART = 1012;
    /** The service is overloaded. */
    public static final int TRY_AGAIN_LATER = 1013;
    /** A gateway's upstream failed. */
    public static final int BAD_GATEWAY = 1014;
    /** Never on the wire: the TLS handshake failed. */
    public static final int TLS_HANDSHAKE_FAILURE = 1015;

    private CloseCode() {
    }

    /**
     * Whether a close frame may carry a code: 1000 to 1014 without the ones that are never on the wire and the
     * reserved 1004, and 3000 to 4999 (RFC 6455 section 7.4).
     *
     * @param code a number
     * @return whether it may be sent and accepted
     */
    public static boolean isValidOnWire(int code) {
        if (code >= 3000) {
            return code <= 4999;
        }
        return code >= NORMAL_CLOSURE && code <= BAD_GATEWAY
                && code != 1004 && code != NO_STATUS_RECEIVED && code != ABNORMAL_CLOSURE;
    }
}
