import { deadline } from "../own.js";
import { derive, isNewer, isVersioned, readState } from "../state.js";
import type { MaintenanceState, View } from "../state.js";
import { BACKOFF_BASE, CONNECT_TIMEOUT, GRACE, HUB_INTERVAL, PAGE_INTERVAL, PUNCTUAL } from "../timing.js";

/** Where the page learns what is the case. Nothing happens but in a beat, by a message, or as the tab comes and goes. */
export interface Source {
  /** Once a second: does what is due. */
  beat(this: void): void;
  /** What the newest state means now. */
  view(this: void): View & Pick<MaintenanceState, "updatedAt">;
  /** The server's clock in milliseconds since 1970; this machine's until the hub has been heard. */
  now(this: void): number;
  /** The time in milliseconds over which the hub wants navigations to be spread. */
  spreadMs(this: void): number;
}

/**
 * Follows the application's state, begun with the one that the page came with: by the hub's socket; where that does not
 * open, by asking the hub every 15 to 30 s, and where it does not answer, the page's host every 60 to 75 s, with another
 * try of the socket before each. A page is in no hurry, so this is less than what the package's client does, which people
 * have beside their work.
 *
 * @param hub the application's base address at the hub
 * @param page the address of the published state
 * @param answered called whenever one of them has answered
 */
export function source(
  state: MaintenanceState,
  hub: string | undefined,
  page: string | undefined,
  answered: () => void,
): Source {
  const pace = { heartbeatMs: 25_000, reconnectMs: 40_000, spreadMs: 10_000 };
  /** How far the server's clock is ahead of this one. */
  let ahead = 0;
  let socket: WebSocket | undefined;
  /** Whether that one has said anything. */
  let stands = false;
  /** When the next try is due, or a socket that says nothing has to go. */
  let due = 0;

  const now = (): number => Date.now() + ahead;

  function wait(milliseconds: number): void {
    due = Date.now() + milliseconds;
  }

  function learn(document: unknown, sentAt: number): true {
    if (sentAt > 0) ahead = sentAt - Date.now();
    if (isVersioned(document) && document.app === state.app && isNewer(document, state)) {
      // What cannot be understood is no better than what is shown, and yet newer.
      const { epoch, revision } = document;
      state = readState(document) ?? { ...state, epoch, revision };
    }
    answered();
    return true;
  }

  function open(): void {
    wait(CONNECT_TIMEOUT);
    stands = false;
    try {
      const own = (socket = new WebSocket(hub!.replace("http", "ws") + "live"));
      own.onmessage = ({ data }) => {
        if (own !== socket) return;
        const frame = JSON.parse(data as string) as { state: unknown; now: number };
        Object.assign(pace, frame);
        stands = true;
        wait((2 * pace.heartbeatMs + GRACE) * PUNCTUAL);
        learn(frame.state, frame.now);
      };
      own.onclose = () => own === socket && lost();
    } catch {
      // There is no hub, or some policy forbids it.
      lost();
    }
  }

  /** What a dead connection reports, it reports minutes later, to nobody. */
  function drop(): void {
    const old = socket;
    socket = undefined;
    old?.close();
  }

  function lost(): void {
    drop();
    // Everybody may have lost it at once.
    if (stands) wait(Math.random() * pace.reconnectMs);
    else void ask();
  }

  async function ask(): Promise<void> {
    wait(PAGE_INTERVAL);
    const fromHub = hub && (await read(hub + "state"));
    if (page && !fromHub) await read(page);
    if (!socket) wait((fromHub ? HUB_INTERVAL : PAGE_INTERVAL) + Math.random() * HUB_INTERVAL);
  }

  async function read(url: string): Promise<unknown> {
    try {
      const response = await fetch(url, { cache: "no-cache", signal: deadline() });
      const document: unknown = await response.json();
      return response.ok && learn(document, url === page ? 0 : Date.parse(response.headers.get("date")!));
    } catch {
      // No answer is no news.
    }
  }

  document.onvisibilitychange = window.ononline = () => {
    if (document.hidden) return;
    if (Date.now() > due) drop();
    if (!socket) wait(Math.random() * BACKOFF_BASE);
  };

  return {
    beat() {
      if (Date.now() < due) return;
      if (!socket) open();
      // A hidden tab's messages are held back: silence proves nothing there.
      else if (!stands || !document.hidden) lost();
    },
    view: () => ({ ...state, ...derive(state, now()) }),
    now,
    spreadMs: () => pace.spreadMs,
  };
}
