// Every wait and bound of the client; times in milliseconds. In a module without imports, since the bundler inlines constants only there.

export const HOUR = 3_600_000;

/** A WebSocket that has not opened by then is given up. */
export const CONNECT_TIMEOUT = 10_000;
/** A connection that stood this long was a good one: what follows is a new story. */
export const STABLE = 10_000;
/** The window of the first reconnect; it doubles with each attempt. */
export const BACKOFF_BASE = 1_000;
export const BACKOFF_CAP = 60_000;
/** How much later than promised a heartbeat may come. */
export const GRACE = 5_000;
/** Firefox runs a long timer up to an eighth of its time late, to save power; this much of a limit is kept by it too. */
export const PUNCTUAL = 0.888;
/** After this many failed opens in a row WebSockets are taken to be blocked, and polling begins. */
export const BLOCKED_AFTER = 3;
export const BLOCKED_RETRY = 300_000;

export const REQUEST_TIMEOUT = 10_000;
export const HUB_INTERVAL = 15_000;
export const PAGE_INTERVAL = 60_000;

/** 23 days; browsers take a delay beyond 24 days for none at all. */
export const LONGEST_DELAY = 2_000_000_000;

/** Three minutes of heartbeats: enough for one quick message, and short enough to follow a server clock that was set. */
export const KEPT_SAMPLES = 8;
