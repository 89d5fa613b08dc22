package dev.interlude.notifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/** Plays the cases of the fuzz test, and looks at their answers later, so that nobody has to wait for them. Used by one thread. */
final class FuzzClient implements AutoCloseable {

    private static final int CONNECT_MS = 10_000;

    /** How long nothing has to come for the hub to be taken to have said all, when the answer is looked at. */
    private static final int QUIET_MS = 2;

    private static final int MOST_BYTES = 1 << 20;

    /** Connections that stay open; the answers of the oldest are looked at, and it is closed, for a new one. */
    private static final int MOST_OPEN = 200;

    private final int port;
    private final BiConsumer<FuzzCase, byte[]> answered;
    private final Deque<Played> open = new ArrayDeque<>();

    private record Played(FuzzCase test, Socket socket) {}

    /** @param answered is told what was received in a case */
    FuzzClient(int port, BiConsumer<FuzzCase, byte[]> answered) {
        this.port = port;
        this.answered = answered;
    }

    /**
     * Plays the case.
     *
     * @throws IOException if the hub takes no connection
     */
    void play(FuzzCase test) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(QUIET_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
        open.add(new Played(test, socket));
        try {
            for (byte[] piece : test.pieces()) {
                socket.getOutputStream().write(piece);
            }
            end(socket, test.ending());
        } catch (SocketException e) {
            // The hub had enough of it.
        }
        if (open.size() > MOST_OPEN) {
            look(open.remove());
        }
    }

    private static void end(Socket socket, FuzzCase.Ending ending) throws IOException {
        switch (ending) {
            case HALF_CLOSE -> socket.shutdownOutput();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case CLOSE -> socket.close();
            case STAY -> {}
        }
    }

    private void look(Played played) throws IOException {
        try (Socket socket = played.socket()) {
            if (!socket.isClosed()) {
                answered.accept(played.test(), everything(socket.getInputStream()));
            }
        }
    }

    private static byte[] everything(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] bytes = new byte[8_192];
        try {
            for (int length = in.read(bytes); length >= 0 && all.size() < MOST_BYTES; length = in.read(bytes)) {
                all.write(bytes, 0, length);
            }
        } catch (SocketTimeoutException | SocketException e) {
            // It has said all, or was cut.
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            look(open.remove());
        }
    }
}
