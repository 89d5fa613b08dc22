/** As much of a WebSocket as the client uses. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  close(): void;
}

/**
 * Everything that the client takes from its surroundings; tests and unusual hosts replace what they need. The functions
 * are called without a receiver.
 */
export interface Environment {
  /** May throw: Firefox does so at once for an address that the page's CSP forbids. */
  openSocket(this: void, url: string): SocketLike;
  fetch(this: void, url: string, init: RequestInit): Promise<Response>;
  /** The wall clock, in milliseconds since 1970; the user may set it at any time. */
  now(this: void): number;
  /** A clock that only runs forward, in milliseconds from any origin. */
  elapsed(this: void): number;
  /** Uniform in [0, 1). */
  random(this: void): number;
  setTimeout(this: void, task: () => void, milliseconds: number): unknown;
  clearTimeout(this: void, handle: unknown): void;
  /** Whether the tab is hidden, where its timers are held back. */
  hidden(this: void): boolean;
  /** Sends `pagehide`, `pageshow`, `visibilitychange` (which bubbles from the document) and `online`. */
  tab: Pick<EventTarget, "addEventListener">;
}

/** The surroundings of a page; a server-side runtime without a window has a tab that is always visible. */
export function pageEnvironment(): Environment {
  return {
    openSocket: (url) => new WebSocket(url) as SocketLike,
    fetch,
    now: Date.now,
    elapsed: () => performance.now(),
    random: Math.random,
    setTimeout,
    clearTimeout: clearTimeout as (handle: unknown) => void,
    hidden: () => !!globalThis.document?.hidden,
    tab: globalThis,
  };
}
