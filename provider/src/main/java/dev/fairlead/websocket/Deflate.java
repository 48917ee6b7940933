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
 * What isn't said is the setting of the endpoint's user properties or of the container. Each element takes one value;
 * they are arrays only so that any value, false and {@code DEFAULT} among them, can be told from nothing. A wrong value
 * fails the deployment.
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
     * The largest window of the server's compression.
     *
     * @return see {@link DeflateBuilder#serverMaxWindowBits}
     */
    int[] serverMaxWindowBits() default {};

    /**
     * The largest window of the client's compression.
     *
     * @return see {@link DeflateBuilder#clientMaxWindowBits}
     */
    int[] clientMaxWindowBits() default {};

    /**
     * What a client's offer says of its window.
     *
     * @return see {@link DeflateBuilder#clientWindowOffer}
     */
    DeflateSettings.WindowOffer[] clientWindowOffer() default {};

    /**
     * Whether a server declines clients whose window can't be limited.
     *
     * @return see {@link DeflateBuilder#requireClientMaxWindowBits}
     */
    boolean[] requireClientMaxWindowBits() default {};

    /**
     * Whether the server forgets each message.
     *
     * @return see {@link DeflateBuilder#serverNoContextTakeover}
     */
    boolean[] serverNoContextTakeover() default {};

    /**
     * Whether the client forgets each message.
     *
     * @return see {@link DeflateBuilder#clientNoContextTakeover}
     */
    boolean[] clientNoContextTakeover() default {};

    /**
     * How hard to compress.
     *
     * @return see {@link DeflateBuilder#level}
     */
    int[] level() default {};

    /**
     * How much memory to compress with.
     *
     * @return see {@link DeflateBuilder#memoryLevel}
     */
    int[] memoryLevel() default {};

    /**
     * What kind of data to compress.
     *
     * @return see {@link DeflateBuilder#strategy}
     */
    DeflateStrategy[] strategy() default {};

    /**
     * Which messages to compress.
     *
     * @return see {@link DeflateBuilder#minimumSize}
     */
    int[] minimumSize() default {};

    /**
     * Whether a message that doesn't get smaller is sent as it is.
     *
     * @return see {@link DeflateBuilder#onlyIfSmaller}
     */
    boolean[] onlyIfSmaller() default {};

    /**
     * Which code compresses.
     *
     * @return see {@link DeflateBuilder#codec}
     */
    DeflateSettings.Codec[] codec() default {};

    /**
     * Where the compression's tables are.
     *
     * @return see {@link DeflateBuilder#tables}
     */
    DeflateSettings.Tables[] tables() default {};
}
