package dev.fairlead.it.spring;

import org.springframework.stereotype.Service;

/** What endpoints and controllers have injected. */
@Service
public class Prices {
    String of(String article) {
        return article + " costs " + article.length();
    }
}
