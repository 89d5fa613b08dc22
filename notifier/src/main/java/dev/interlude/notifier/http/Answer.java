package dev.interlude.notifier.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered: a value, so that it can be decided without a connection.
 *
 * @param headers in the order in which they are sent; never anything that came with the request
 */
// Written and forgotten, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    static Answer bare(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
