package dev.interlude.notifier;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that does what no well-behaved one does. */
final class RawClient implements AutoCloseable {

    private static final int MILLIS = 20_000;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(new Socket(), port);
    }

    /** @param socket is not connected yet */
    RawClient(Socket socket, int port) throws IOException {
        this.socket = socket;
        // Small, so that a client that does not read is felt soon.
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    static String handshake(String app) {
        return "GET /v1/apps/" + app + "/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Everything up to the end of the header. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    void skip(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    /** The next frame: its first byte and its payload. */
    Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
        return new Frame(first & 0x0F, in.readNBytes((int) size));
    }

    /** The code of the next Close, whatever comes before it. */
    int readCloseCode() throws IOException {
        Frame frame = readFrame();
        while (frame.opcode() != 8) {
            frame = readFrame();
        }
        return ((frame.payload()[0] & 0xFF) << 8) | (frame.payload()[1] & 0xFF);
    }

    /** Reads to the end; a reset is an end as well. Returns what came before it. */
    String readToEnd() throws IOException {
        StringBuilder read = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.append((char) next);
            }
        } catch (EOFException | SocketException e) {
            // A connection that was cut.
        }
        return read.toString();
    }

    /** Whether the connection ends within that time, whatever comes before its end. */
    boolean hasEndedWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            readToEnd();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(MILLIS);
        }
    }

    static byte[] masked(int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
