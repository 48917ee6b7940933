package dev.fairlead.it.spring;

import java.security.Principal;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.stereotype.Controller;

/** Answers STOMP messages. */
@Controller
public class PriceController {
    private final Prices prices;

    PriceController(Prices prices) {
        this.prices = prices;
    }

    @MessageMapping("/prices")
    @SendTo("/topic/prices")
    String price(String article) {
        return prices.of(article);
    }

    @MessageMapping("/me")
    @SendToUser("/queue/me")
    String me(String question, Principal user) {
        return question + " " + user.getName();
    }
}
