package dev.interlude.notifier.strict;

/** What is wrong with a request, by the status that refuses it. */
enum Fault {
    MALFORMED(400, "Bad Request"),
    TOO_LONG(431, "Request Header Fields Too Large"),
    UNKNOWN_METHOD(501, "Not Implemented"),
    UNKNOWN_CODING(501, "Not Implemented"),
    UNKNOWN_VERSION(505, "HTTP Version Not Supported"),
    TOO_SLOW(408, "Request Timeout");

    private final int status;
    private final String reason;

    Fault(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The whole answer; the connection ends behind it. */
    String answer() {
        return "HTTP/1.1 " + status + ' ' + reason + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }
}
