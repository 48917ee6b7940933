package dev.fairlead.websocket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets what an {@code @OnMessage} method returns leave uncompressed, as {@link PerMessageDeflate#uncompressed} does for
 * what is sent: because it holds a secret beside text that somebody else chose, or is compressed already.
 * <pre>{@code
 * @OnMessage
 * @Uncompressed
 * public Token renew(String chosenByThePeer) { ... }
 * }</pre>
 * On another annotated method of an endpoint, or on one that returns nothing, it fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Uncompressed {
}
