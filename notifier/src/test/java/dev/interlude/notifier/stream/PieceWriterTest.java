package dev.interlude.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PieceWriterTest {

    private static final int WRITERS = 4;
    private static final int PIECES = 400;
    private static final int HEAD_BYTES = 8;

    private final BlockingQueue<Connection<?>> accepted = new LinkedBlockingQueue<>();
    private TCPNIOTransport server;
    private Socket peer;
    private Connection<?> connection;

    @BeforeEach
    void connect() throws Exception {
        FilterChainBuilder chain = FilterChainBuilder.stateless().add(new TransportFilter());
        chain.add(new BaseFilter() {
            @Override
            public NextAction handleAccept(FilterChainContext ctx) {
                accepted.add(ctx.getConnection());
                return ctx.getInvokeAction();
            }
        });
        server =
                TCPNIOTransportBuilder.newInstance().setProcessor(chain.build()).build();
        Connection<SocketAddress> listening = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.start();
        int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        peer = new Socket(InetAddress.getLoopbackAddress(), port);
        peer.setSoTimeout(20_000);
        connection = accepted.take();
        connection.configureBlocking(false);
    }

    @AfterEach
    void disconnect() throws IOException {
        peer.close();
        server.shutdownNow();
    }

    @Test
    void piecesOfManyThreadsStayWholeBehindAPeerThatReadsLate() throws Exception {
        PieceWriter writer = PieceWriter.to(connection);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int id = 0; id < WRITERS; id++) {
            int number = id;
            threads.add(CompletableFuture.runAsync(() -> writeAll(writer, number), task -> new Thread(task).start()));
        }
        int[] next = new int[WRITERS];
        DataInputStream in = new DataInputStream(peer.getInputStream());
        for (int i = 0; i < WRITERS * PIECES; i++) {
            int length = in.readInt();
            int number = in.readInt();
            byte[] rest = in.readNBytes(length - HEAD_BYTES);
            assertThat(number).isBetween(0, WRITERS - 1);
            assertThat(rest).as("piece %d of writer %d", next[number], number).containsOnly((byte) next[number]);
            next[number]++;
        }
        assertThat(next).containsOnly(PIECES);
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aHeadThatIsHeldGoesOutWithTheFirstPieceAndOnce() throws Exception {
        PieceWriter writer = PieceWriter.to(connection);
        writer.hold(ByteBuffer.wrap(new byte[] {1, 2}));
        writer.write(ByteBuffer.wrap(new byte[] {3}), () -> {}, () -> {});
        writer.release();
        writer.write(ByteBuffer.wrap(new byte[] {4}), () -> {}, () -> {});
        assertThat(peer.getInputStream().readNBytes(4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aHeadThatNoPieceCarriedGoesOutAlone() throws Exception {
        PieceWriter writer = PieceWriter.to(connection);
        writer.hold(ByteBuffer.wrap(new byte[] {1, 2}));
        writer.release();
        assertThat(peer.getInputStream().readNBytes(2)).containsExactly(1, 2);
    }

    @Test
    void aWriteToAConnectionThatIsGoneFails() throws Exception {
        PieceWriter writer = PieceWriter.to(connection);
        connection.terminate().get(20, TimeUnit.SECONDS);
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        writer.write(ByteBuffer.wrap(new byte[] {1}), () -> failed.complete(false), () -> failed.complete(true));
        assertThat(failed.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits for every third piece only, so that there are always some that wait. */
    private static void writeAll(PieceWriter writer, int number) {
        List<CompletableFuture<Void>> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            writer.write(piece(number, i), () -> over.complete(null), () -> over.cancel(false));
            pieces.add(over);
            if (i % 3 == 0) {
                over.join();
            }
        }
        pieces.forEach(CompletableFuture::join);
    }

    /** Its length, its writer, and then nothing but its number; some small, some longer than a socket takes at once. */
    private static ByteBuffer piece(int number, int i) {
        ByteBuffer piece = ByteBuffer.allocate(HEAD_BYTES + 1 + (i * 977) % 30_000);
        piece.putInt(piece.capacity()).putInt(number);
        while (piece.hasRemaining()) {
            piece.put((byte) i);
        }
        return piece.flip();
    }
}
