package dev.interlude.publisher.http;

import java.io.IOException;

/** An answer that is longer than anything that was asked for; asking again would bring it again. */
public final class TooLong extends IOException {

    private static final long serialVersionUID = 1;

    public TooLong(int maxBytes) {
        super("the answer is longer than " + maxBytes + " bytes");
    }
}
