package dev.fairlead.websocket.session;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** How a session ends, in Jakarta's words, in the protocol's, and as the peer may be told it. */
final class CloseReasons {
    static final CloseReason NORMAL = new CloseReason(CloseCodes.NORMAL_CLOSURE, null);

    private CloseReasons() {
    }

    static CloseStatus status(CloseReason reason) {
        return new CloseStatus(reason.getCloseCode().getCode(), reason.getReasonPhrase());
    }

    static CloseReason reason(CloseStatus status) {
        int code = status.code();
        return new CloseReason(code >= 1000 && code <= 4999 ? CloseCodes.getCloseCode(code) : () -> code, status.reason());
    }

    /** What a close frame says: no code where that one may not be sent, as 1005, 1006 and 1015 (RFC 6455 section 7.4.1). */
    static CloseStatus onWire(CloseStatus status) {
        return CloseCode.isValidOnWire(status.code()) ? status : new CloseStatus(CloseCode.NO_STATUS_RECEIVED, "");
    }
}
