import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

/** One connection through the proxy; times are milliseconds since 1970. */
export interface Passage {
  readonly openedAt: number;
  /** When the last byte went to the client. */
  deliveredAt: number;
  /** Whether it has gone silent: what is sent in either direction from then on is lost. */
  dead: boolean;
  /** When the client began to end it: a WebSocket's Close frame, or the end of its stream. */
  endedAt: number | undefined;
  /** Whether it asked to become a WebSocket. */
  live: boolean;
}

/** First byte of a final Close frame (RFC 6455, 5.2). */
const CLOSE_FRAME = 0x88;

/** A TCP proxy whose connections can go silent as in a dead network: they stand, and nothing passes. */
export class Swallow {
  readonly passages: Passage[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((client) => this.#pass(client, connect(port, "127.0.0.1")));
  }

  static async before(port: number): Promise<Swallow> {
    const proxy = new Swallow(port);
    await new Promise<void>((ready) => proxy.#server.listen(0, "127.0.0.1", ready));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The WebSocket that stands and has brought something, if there is one. */
  get standing(): Passage | undefined {
    return this.passages.find(({ live, endedAt, openedAt, deliveredAt }) => live && !endedAt && deliveredAt > openedAt);
  }

  /** Every connection that stands goes silent for good; later ones are not touched. */
  silence(): void {
    for (const passage of this.passages) passage.dead = true;
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #pass(client: Socket, hub: Socket): void {
    const openedAt = Date.now();
    const passage: Passage = { openedAt, deliveredAt: openedAt, dead: false, endedAt: undefined, live: false };
    this.passages.push(passage);
    const ended = (): void => void (passage.endedAt ??= Date.now());
    for (const socket of [client, hub]) {
      this.#sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => this.#sockets.delete(socket));
    }
    client.on("data", (bytes) => {
      if (bytes[0] === CLOSE_FRAME) ended();
      passage.live ||= bytes.includes("/live HTTP/1.1");
      if (!passage.dead) hub.write(bytes);
    });
    client.on("end", ended);
    client.on("close", () => {
      ended();
      hub.destroy();
    });
    hub.on("data", (bytes) => {
      if (passage.dead) return;
      passage.deliveredAt = Date.now();
      client.write(bytes);
    });
    hub.on("close", () => {
      // The hub gives such a client up too, but its word does not get through.
      if (!passage.dead) client.destroy();
    });
  }
}
