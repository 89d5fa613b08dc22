// The name server of the laboratory: one answer a name, which a test changes as an operator changes a record.
import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";

const HEADER = 12;
const TYPE_A = 1;
/** An answer with authority, without error. */
const FLAGS = 0x8580;
/** The name in the question, which stands right after the header. */
const NAME_OF_QUESTION = 0xc000 + HEADER;

/** Answers A questions on port 53 of a loopback address; every other type has no data. */
export class Resolver {
  /** The names asked for, with the time in milliseconds since 1970. */
  readonly asked: { name: string; at: number }[] = [];
  readonly #addresses = new Map<string, string>();
  readonly #socket: Socket;
  readonly #ttlSeconds: number;

  private constructor(socket: Socket, ttlSeconds: number) {
    this.#socket = socket;
    this.#ttlSeconds = ttlSeconds;
    socket.on("message", (question, { port, address }) => socket.send(this.#answer(question), port, address));
  }

  static async open(ttlSeconds: number): Promise<Resolver> {
    const socket = createSocket("udp4");
    await new Promise<void>((bound, failed) => socket.once("error", failed).bind(53, "127.0.0.1", bound));
    return new Resolver(socket, ttlSeconds);
  }

  /** From now on that name has this IPv4 address; who holds the former answer keeps it for its time to live. */
  point(name: string, address: string): void {
    this.#addresses.set(name, address);
  }

  close(): void {
    this.#socket.close();
  }

  #answer(question: Buffer): Buffer {
    const { name, end } = nameIn(question);
    const type = question.readUInt16BE(end);
    const address = this.#addresses.get(name);
    if (type === TYPE_A) this.asked.push({ name, at: Date.now() });
    const header = Buffer.from(question.subarray(0, HEADER));
    header.writeUInt16BE(address ? FLAGS : FLAGS | 3 /* no such name */, 2);
    header.writeUInt16BE(1, 4);
    header.fill(0, 6);
    // Type and class follow the name.
    const asked = question.subarray(HEADER, end + 4);
    if (!address || type !== TYPE_A) return Buffer.concat([header, asked]);
    header.writeUInt16BE(1, 6);
    return Buffer.concat([header, asked, this.#record(address)]);
  }

  #record(address: string): Buffer {
    const record = Buffer.alloc(16);
    record.writeUInt16BE(NAME_OF_QUESTION, 0);
    record.writeUInt16BE(TYPE_A, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(this.#ttlSeconds, 6);
    record.writeUInt16BE(4, 10);
    record.set(address.split(".").map(Number), 12);
    return record;
  }
}

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = question[at]!; length; length = question[at]!) {
    labels.push(question.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}
