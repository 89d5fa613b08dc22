/**
 * The way back from the maintenance page: to the same URL once the maintenance is over, spread over time, and without a
 * loop.
 *
 * @module
 */
import { pageEnvironment } from "./environment.js";
import type { Environment, MaintenanceClient } from "./core.js";
import { bearsMark, look as lookAt, revisit } from "./own.js";
import { timer } from "./timer.js";

/** Where a person stands on the way back; times are milliseconds since 1970 by this machine's clock. */
export type ReturnStep =
  /** The maintenance is not over, as far as is known. */
  | { name: "waiting" }
  /** It is over, and the page gives way at about that time. */
  | { name: "returning"; at: number }
  /** It is over by the hub's word, or (`known` is false) may be; the next look is taken at that time. */
  | { name: "silent"; at: number; attempts: number; known: boolean }
  /** It is over, and only the person decides when to go. */
  | { name: "staying" };

/** What the way back needs to know. */
export interface ReturnOptions {
  /** Says when the maintenance is over. */
  client: MaintenanceClient;
  /** Whether the client has anybody to ask; without, the page's own state is all there is. */
  hasSources: boolean;
  /** The application, where it has another origin than the page. */
  appUrl?: string | undefined;
  /** The page's own address; what follows it in the URL is taken along to the application. Without, nothing is. */
  siteUrl?: string | undefined;
  /** Called whenever the step has changed. */
  changed(step: ReturnStep): void;
  /** Replaces parts of the surroundings; for tests. */
  environment?: Partial<ReturnEnvironment> | undefined;
}

/** Everything that the way back takes from its surroundings. */
export interface ReturnEnvironment
  extends Pick<Environment, "fetch" | "now" | "random" | "setTimeout" | "clearTimeout" | "tab"> {
  location: Pick<Location, "href" | "replace" | "reload">;
  /** A function, since some browsers throw at the mere mention. */
  storage(this: void): Pick<Storage, "getItem" | "setItem">;
}

/** The running way back. */
export interface WayBack {
  /** A source has answered: from now on the client's word is more than what the page came with. */
  heard(this: void): void;
  /** The person wants to go: at once, but never sooner than 20 s after the last look. */
  go(this: void): void;
  /** The person wants to stay: nothing more happens by itself. */
  stay(this: void): void;
  /** Ends every timer. */
  close(this: void): void;
}

interface Memory {
  attempts: number;
  /** When the last attempt was made. */
  at: number;
  /** Whether this tab was there while the maintenance was in progress. */
  saw: boolean;
}

/**
 * Browsers keep an old connection alive as long as it is used, and navigate to wherever it leads: only silence frees
 * it. So each gap is longer than the one before.
 */
const GAPS = [20_000, 40_000, 80_000, 160_000];
const LONGEST_GAP = 180_000;
/** What was announced must have been readable (WCAG 2.2, 3.2.5). */
const ANNOUNCED_FOR = 5_000;
const AGAIN_AFTER = 20_000;
const SOURCES_ANSWER_WITHIN = 20_000;
const SOURCES_ARE_GONE_AFTER = 120_000;
const FORGOTTEN_AFTER = 600_000;
const MOST_BOUNCES = 5;
const KEY = "interlude-return";

/** Starts to watch for the end of the maintenance; see {@link ReturnOptions}. */
export function wayBack(options: ReturnOptions): WayBack {
  const { client, hasSources } = options;
  const environment: ReturnEnvironment = {
    ...pageEnvironment(),
    location: globalThis.location,
    storage: () => sessionStorage,
    ...options.environment,
  };
  const { fetch, now, random, location, storage, tab } = environment;
  const wake = timer(environment);
  const life = new AbortController();
  const target = targetOf(location.href, options);
  const memory = recall();
  const loadedAt = now();
  let heardAt = 0;
  /** Whether this very page was there while the maintenance was in progress. */
  let wasHere = false;
  /** When to look next; undefined while there is no reason to. */
  let due: number | undefined;
  /** Another object for each look, so that one that was overtaken by news has no consequence. */
  let look: object | undefined;
  /** Leaves at once; there while the announcement stands. */
  let depart: (() => void) | undefined;
  let hurried = false;
  let staying = false;

  function evaluate(): void {
    const why = reason();
    if (!why) {
      due = look = depart = undefined;
      hurried = staying = false;
      tell({ name: "waiting" });
      wake(AGAIN_AFTER, evaluate);
    } else if (staying || (target && memory.attempts >= MOST_BOUNCES && !hurried)) {
      wake();
      tell({ name: "staying" });
    } else if (!look) {
      const known = why === "over";
      const { attempts } = memory;
      const announced = !!target || (known && !attempts);
      if (due === undefined) due = attempts ? memory.at + gap() : now() + firstWait(announced);
      tell(announced ? { name: "returning", at: due } : { name: "silent", at: due, attempts, known });
      if (now() >= due) void take(announced);
      else wake(due - now(), evaluate);
    }
  }

  /** Why the page should give way: the maintenance is over, or past its end with nobody left to ask. */
  function reason(): "over" | "unheard" | undefined {
    const view = client.view();
    const silence = hasSources ? now() - Math.max(heardAt, loadedAt) : Infinity;
    if (!view || (!heardAt && silence < SOURCES_ANSWER_WITHIN)) return undefined;
    const { phase, overdue } = view;
    if (phase === "in_progress") {
      wasHere = true;
      if (overdue && silence >= SOURCES_ARE_GONE_AFTER && !target) return "unheard";
      // Another maintenance than the one that was left, or the same one resumed.
      if (!memory.saw || (memory.attempts && heardAt)) remember(0);
    }
    // Somebody who opened a status page of its own, and has not come from the application, has nowhere to return to.
    const returns = !target || memory.saw || target.carriesPath;
    return (phase === "completed" || phase === "operational") && returns ? "over" : undefined;
  }

  /** A page that was opened after the end (from a cache, or late in the switch) need not wait for its turn. */
  function firstWait(announced: boolean): number {
    const turn = wasHere || target ? random() * client.spreadMs() : 0;
    return announced ? Math.max(turn, ANNOUNCED_FOR) : turn;
  }

  async function take(announced: boolean): Promise<void> {
    const own = (look = {});
    wake();
    const answered = target || (await probe());
    if (look !== own) return;
    if (!answered) return missed();
    if (!announced) tell({ name: "returning", at: now() + ANNOUNCED_FOR });
    depart = () => {
      depart = undefined;
      remember(memory.attempts + 1);
      leave();
      // Still here after that time: the navigation came to nothing.
      wake(AGAIN_AFTER, again);
    };
    if (announced || hurried) depart();
    else wake(ANNOUNCED_FOR, depart);
  }

  function missed(): void {
    remember(memory.attempts + 1);
    again();
  }

  function again(): void {
    due = look = undefined;
    hurried = false;
    evaluate();
  }

  function gap(): number {
    return (GAPS[memory.attempts - 1] ?? LONGEST_GAP) * (1 + 0.2 * random());
  }

  /** Whether the application answers: a redirect (to a login, say), or anything that is neither an error nor this page. */
  async function probe(): Promise<boolean> {
    try {
      const response = await lookAt(fetch, location.href);
      if (response.type === "opaqueredirect") return true;
      // 429 is the page's host that is asked too often.
      if (response.status >= 500 || response.status === 429) return false;
      return !bearsMark(await response.text());
    } catch {
      return false;
    }
  }

  function leave(): void {
    if (target) location.replace(target.url);
    else revisit(location);
  }

  let told = "";
  function tell(step: ReturnStep): void {
    const text = JSON.stringify(step);
    if (text !== told) options.changed(step);
    told = text;
  }

  function recall(): Memory {
    try {
      const { attempts, at, saw } = JSON.parse(storage().getItem(KEY)!) as Memory;
      return { attempts: target || now() - at < FORGOTTEN_AFTER ? attempts : 0, at, saw };
    } catch {
      // No storage, or nothing in it: the gaps begin anew.
      return { attempts: 0, at: now(), saw: false };
    }
  }

  function remember(attempts: number): void {
    Object.assign(memory, { attempts, at: now(), saw: true });
    try {
      storage().setItem(KEY, JSON.stringify(memory));
    } catch {
      // Without storage only this page remembers.
    }
  }

  const unsubscribe = client.subscribe(evaluate);
  for (const type of ["pageshow", "visibilitychange"]) tab.addEventListener(type, evaluate, { signal: life.signal });
  evaluate();

  return {
    heard() {
      heardAt = now();
      evaluate();
    },
    go() {
      staying = false;
      hurried = true;
      due = memory.attempts ? Math.max(now(), memory.at + AGAIN_AFTER) : now();
      (depart ?? evaluate)();
    },
    stay() {
      staying = true;
      look = depart = undefined;
      evaluate();
    },
    close() {
      life.abort();
      unsubscribe();
      wake();
    },
  };
}

/**
 * The application's URL for the path that the page was opened with; null where the page has the application's origin.
 * Where the page's own address is not known, no part of the URL can be told to be the application's.
 */
function targetOf(href: string, options: ReturnOptions): { url: string; carriesPath: boolean } | null {
  const here = new URL(href);
  const app = new URL(options.appUrl || href);
  if (app.origin === here.origin) return null;
  if (!options.siteUrl) return { url: app.href, carriesPath: false };
  const base = new URL(options.siteUrl).pathname;
  const path = here.pathname.slice(here.pathname.startsWith(base) ? base.length : 1).replace(/^(index|404)\.html$/, "");
  // The origin stands before whatever the path may be, so that `//elsewhere` leads nowhere else.
  const to = path ? `/${path}` : app.pathname;
  return { url: app.origin + to + here.search + here.hash, carriesPath: !!(path || here.search) };
}
