package dev.fairlead.websocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets permessage-deflate (RFC 7692) for one annotated endpoint, of a server or a client:
 * <pre>{@code
 * @ServerEndpoint("/ticker")
 * @Deflate(serverMaxWindowBits = 10, level = 6)
 * public class Ticker { ... }
 *
 * @ServerEndpoint("/photos")
 * @Deflate(enabled = false)
 * public class Photos { ... }
 * }</pre>
 * What isn't said is the container's setting. A wrong value fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Deflate {
    /**
     * Whether the endpoint has permessage-deflate, whatever the container's setting is.
     *
     * @return false to switch it off
     */
    boolean enabled() default true;

    /**
     * How hard to compress.
     *
     * @return see {@link DeflateSettings#level}
     */
    int level() default DeflateSettings.UNSET;

    /**
     * What kind of data to compress.
     *
     * @return see {@link DeflateSettings#strategy}; {@link DeflateStrategy#DEFAULT} is the container's setting
     */
    DeflateStrategy strategy() default DeflateStrategy.DEFAULT;

    /**
     * Which messages to compress.
     *
     * @return see {@link DeflateSettings#minimumSize}
     */
    int minimumSize() default DeflateSettings.UNSET;

    /**
     * The server's window.
     *
     * @return see {@link DeflateSettings#serverMaxWindowBits}
     */
    int serverMaxWindowBits() default DeflateSettings.UNSET;

    /**
     * The client's window.
     *
     * @return see {@link DeflateSettings#clientMaxWindowBits}
     */
    int clientMaxWindowBits() default DeflateSettings.UNSET;

    /**
     * Whether the server forgets each message.
     *
     * @return see {@link DeflateSettings#serverNoContextTakeover}; false is the container's setting
     */
    boolean serverNoContextTakeover() default false;

    /**
     * Whether the client forgets each message.
     *
     * @return see {@link DeflateSettings#clientNoContextTakeover}; false is the container's setting
     */
    boolean clientNoContextTakeover() default false;

    /**
     * Whether a server declines clients whose window can't be limited.
     *
     * @return see {@link DeflateSettings#requireClientMaxWindowBits}; false is the container's setting
     */
    boolean requireClientMaxWindowBits() default false;
}
