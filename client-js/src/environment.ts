/** As much of a WebSocket as the client uses. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  close(): void;
}

/** Everything that the client takes from its surroundings; tests and unusual hosts replace what they need. */
export interface Environment {
  /** May throw: Firefox does so at once for an address that the page's CSP forbids. */
  openSocket(url: string): SocketLike;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The wall clock, in milliseconds since 1970; the user may set it at any time. */
  now(): number;
  /** A clock that only runs forward, in milliseconds from any origin. */
  elapsed(): number;
  /** Uniform in [0, 1). */
  random(): number;
  setTimeout(task: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
  /** Whether the tab is hidden, where its timers are held back. */
  hidden(): boolean;
  /** Listens to `visibilitychange`, `pagehide`, `pageshow` and `online`; answers with the way to stop. */
  listen(type: string, listener: () => void): () => void;
}

/** The surroundings of a page, or of a server-side runtime that has no page. */
export function pageEnvironment(): Environment {
  return {
    openSocket: (url) => new WebSocket(url) as SocketLike,
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    elapsed: () => performance.now(),
    random: () => Math.random(),
    setTimeout: (task, milliseconds) => setTimeout(task, milliseconds),
    clearTimeout: (handle) => clearTimeout(handle as number),
    hidden: () => typeof document !== "undefined" && document.hidden,
    listen(type, listener) {
      if (typeof window === "undefined") return () => {};
      // All four reach the window: visibilitychange bubbles from the document.
      window.addEventListener(type, listener);
      return () => window.removeEventListener(type, listener);
    },
  };
}
