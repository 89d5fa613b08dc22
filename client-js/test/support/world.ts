import type { Environment, MaintenanceState, SocketLike } from "../../src/core.js";

/** A socket whose other end is the test. */
export class FakeSocket implements SocketLike {
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  closed = false;

  constructor(readonly url: string) {}

  open(): void {
    this.onopen?.();
  }

  send(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }

  fail(code = 1006): void {
    this.onclose?.({ code });
  }

  close(): void {
    this.closed = true;
  }
}

interface Task {
  due: number;
  task: () => void;
}

/** A browser's surroundings with a clock that moves only when told to. */
export class World {
  static readonly START = Date.parse("2026-11-20T21:30:00Z");

  /** Wall clock less monotonic clock: a user who sets the clock changes this. */
  wallOffset = World.START;
  ticks = 0;
  /** What `random` answers. */
  luck = 0.5;
  hidden = false;
  readonly sockets: FakeSocket[] = [];
  readonly requests: { url: string; init: RequestInit; at: number }[] = [];
  /** Answers requests; throwing is a network failure. */
  answer: (url: string) => Response | Promise<Response> = () => {
    throw new TypeError("network");
  };
  refuseSockets = false;
  readonly tab = new EventTarget();
  private readonly tasks = new Map<number, Task>();
  private handles = 0;

  environment(): Environment {
    return {
      openSocket: (url) => {
        if (this.refuseSockets) throw new Error("blocked by the content security policy");
        const socket = new FakeSocket(url);
        this.sockets.push(socket);
        return socket;
      },
      fetch: async (url, init) => {
        this.requests.push({ url, init, at: this.ticks });
        return this.answer(url);
      },
      now: () => this.wallOffset + this.ticks,
      elapsed: () => this.ticks,
      random: () => this.luck,
      setTimeout: (task, milliseconds) => {
        this.tasks.set(++this.handles, { due: this.ticks + milliseconds, task });
        return this.handles;
      },
      clearTimeout: (handle) => void this.tasks.delete(handle as number),
      hidden: () => this.hidden,
      tab: this.tab,
    };
  }

  /** Puts itself, and more, in the place of what a page's own scripts take from the browser. */
  takesOver(more: Record<string, unknown> = {}): void {
    const { fetch, now, random } = this.environment();
    Object.assign(Date, { now });
    Object.assign(Math, { random });
    for (const [name, value] of Object.entries({ fetch, ...more })) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }

  /** Lets time pass, running what falls due in its order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.ticks + milliseconds;
    for (;;) {
      await settle();
      const next = [...this.tasks].filter(([, { due }]) => due <= end).sort((a, b) => a[1].due - b[1].due)[0];
      if (!next) break;
      const [handle, { due, task }] = next;
      this.tasks.delete(handle);
      this.ticks = Math.max(this.ticks, due);
      task();
    }
    this.ticks = end;
  }

  event(type: string): void {
    this.tab.dispatchEvent(new Event(type));
  }

  show(): void {
    this.hidden = false;
    this.event("visibilitychange");
  }

  hide(): void {
    this.hidden = true;
    this.event("visibilitychange");
  }

  /** The latest socket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }

  get pendingTimers(): number {
    return this.tasks.size;
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A state in the middle of its history. */
export function state(change: Partial<MaintenanceState> = {}): MaintenanceState {
  return {
    schema: 1,
    app: "shop",
    epoch: 100,
    revision: 1,
    updatedAt: "2026-11-20T21:30:00Z",
    phase: "scheduled",
    notice: {
      id: "database",
      startsAt: "2026-11-20T22:00:00Z",
      endsAt: "2026-11-20T22:30:00Z",
      title: { en: "Scheduled maintenance", de: "Geplante Wartung" },
    },
    ...change,
  };
}

/** A state frame as the hub sends it. */
export function frame(document: MaintenanceState, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "state", heartbeatMs: 25_000, reconnectMs: 40_000, spreadMs: 30_000, state: document, ...more };
}

export function json(value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { headers: { "content-type": "application/json", ...headers } });
}
