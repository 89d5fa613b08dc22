/**
 * The way back from the maintenance page: to the same URL once the maintenance is over, spread over time, and without a
 * loop.
 *
 * @module
 */
import type { MaintenanceClient } from "./core.js";
import { bearsMark, look, revisit } from "./own.js";

/** Where a person stands on the way back. */
export type ReturnStep =
  /** The maintenance is not over, as far as is known. */
  | "waiting"
  /** It is over, and the page gives way in a while. */
  | "returning"
  /** It is over, or may be, and in a while another look is taken. */
  | "silent"
  /** It is over, and only the person decides when to go. */
  | "staying";

/** What the way back needs to know. */
export interface ReturnOptions {
  /** Says when the maintenance is over. */
  client: Pick<MaintenanceClient, "view" | "spreadMs">;
  /** Whether the client has anybody to ask; without, the page's own state is all there is. */
  hasSources: unknown;
  /** The application, where it has another origin than the page. */
  appUrl?: string | undefined;
  /** The page's own address; what follows it in the URL is taken along to the application. Without, nothing is. */
  siteUrl?: string | undefined;
  /**
   * Called in every beat.
   *
   * @param at when the page gives way or looks, in milliseconds since 1970 by this machine's clock; absent while nothing
   *   is going to happen by itself
   * @param known whether a source has said that it is over; else its end has passed, and nobody is left to ask
   */
  changed(step: ReturnStep, at?: number, known?: boolean): void;
}

/** The way back. It has no timer of its own, and nothing to close: it moves when it is called. */
export interface WayBack {
  /** To be called once a second. */
  beat(this: void): void;
  /** A source has answered: from now on the client's word is more than what the page came with. */
  heard(this: void): void;
  /** The person wants to go: at once, but never sooner than 20 s after the last look. */
  go(this: void): void;
  /** The person wants to stay: nothing more happens by itself. */
  stay(this: void): void;
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
const LONGEST_GAP = 180_000;
/** What was announced must have been readable (WCAG 2.2, 3.2.5). */
const ANNOUNCED_FOR = 5_000;
const AGAIN_AFTER = 20_000;
const SOURCES_ANSWER_WITHIN = 20_000;
const SOURCES_ARE_GONE_AFTER = 120_000;
const FORGOTTEN_AFTER = 600_000;
const MOST_BOUNCES = 5;
const KEY = "interlude-return";

/** Makes the way back of this tab; see {@link ReturnOptions}. */
export function wayBack({ client, hasSources, appUrl, siteUrl, changed }: ReturnOptions): WayBack {
  const target = targetOf(appUrl, siteUrl);
  const loadedAt = Date.now();
  const memory = recall();
  let heardAt = 0;
  /** Whether this very page was there while the maintenance was in progress. */
  let wasHere = false;
  /** When to look, or to leave, next; undefined while there is no reason to. */
  let due: number | undefined;
  /** Another object for each look, so that one that was overtaken by news has no consequence. */
  let looking: object | undefined;
  /** The application has answered, and the person is told so before it is too late to stay. */
  let answered = false;
  /** Until then nothing is said or done, since the browser is on its way. */
  let quietUntil = 0;
  let hurried = false;
  let staying = false;

  function beat(): void {
    const known = isOver();
    const { attempts } = memory;
    if (known === undefined) {
      due = looking = undefined;
      answered = hurried = staying = false;
      changed("waiting");
    } else if (staying || (target && attempts >= MOST_BOUNCES && !hurried)) {
      changed("staying");
    } else if (!looking && Date.now() >= quietUntil) {
      const announced = answered || !!target || (known && !attempts);
      due ??= attempts ? memory.at + gap() : Date.now() + firstWait(announced);
      changed(announced ? "returning" : "silent", due, known);
      if (Date.now() >= due) void take(announced || hurried);
    }
  }

  /** Whether the page should give way: the maintenance is over, or (false) past its end with nobody left to ask. */
  function isOver(): boolean | undefined {
    const view = client.view();
    const silence = hasSources ? Date.now() - (heardAt || loadedAt) : Infinity;
    if (!view || (!heardAt && silence < SOURCES_ANSWER_WITHIN)) return undefined;
    const { phase, overdue } = view;
    if (phase === "in_progress") {
      wasHere = true;
      if (overdue && silence >= SOURCES_ARE_GONE_AFTER && !target) return false;
      // Another maintenance than the one that was left, or the same one resumed.
      if (!memory.saw || (memory.attempts && heardAt)) remember(0);
    }
    // Somebody who opened a status page of its own, and has not come from the application, has nowhere to return to.
    const returns = !target || memory.saw || target.carriesPath;
    return ((phase === "completed" || phase === "operational") && returns) || undefined;
  }

  /** A page that was opened after the end (from a cache, or late in the switch) need not wait for its turn. */
  function firstWait(announced: boolean): number {
    return Math.max(wasHere || target ? Math.random() * client.spreadMs() : 0, announced ? ANNOUNCED_FOR : 0);
  }

  function gap(): number {
    return Math.min(10_000 * 2 ** memory.attempts, LONGEST_GAP) * (1 + 0.2 * Math.random());
  }

  async function take(atOnce: boolean): Promise<void> {
    const own = (looking = {});
    const answers = answered || target || (await probe());
    if (looking !== own) return;
    looking = undefined;
    answered = !!answers && !atOnce;
    if (answered) {
      due = Date.now() + ANNOUNCED_FOR;
    } else {
      // Also before leaving: a navigation that comes to nothing is an attempt like any other.
      due = undefined;
      hurried = false;
      remember(memory.attempts + 1);
      if (!answers) return;
      quietUntil = Date.now() + AGAIN_AFTER;
      if (target) location.replace(target.url);
      else revisit(location);
    }
  }

  /** Whether the application answers: a redirect (to a login, say), or anything that is neither an error nor this page. */
  async function probe(): Promise<boolean> {
    try {
      const response = await look(fetch, location.href);
      // A redirect that was not followed shows neither status nor text. 429 is the page's host that is asked too often.
      return response.status < 500 && response.status !== 429 && !bearsMark(await response.text());
    } catch {
      return false;
    }
  }

  function recall(): Memory {
    try {
      const { attempts, at, saw } = JSON.parse(sessionStorage.getItem(KEY)!) as Memory;
      return { attempts: target || Date.now() - at < FORGOTTEN_AFTER ? attempts : 0, at, saw };
    } catch {
      // No storage (some browsers throw at its mere mention), or nothing in it: the gaps begin anew.
      return { attempts: 0, at: 0, saw: false };
    }
  }

  function remember(attempts: number): void {
    Object.assign(memory, { attempts, at: Date.now(), saw: true });
    try {
      sessionStorage.setItem(KEY, JSON.stringify(memory));
    } catch {
      // Without storage only this page remembers.
    }
  }

  return {
    beat,
    heard() {
      heardAt = Date.now();
    },
    go() {
      staying = false;
      hurried = true;
      due = memory.attempts && memory.at + AGAIN_AFTER;
      beat();
    },
    stay() {
      staying = true;
      answered = false;
      looking = undefined;
      beat();
    },
  };
}

/**
 * The application's URL for the path that the page was opened with; null where the page has the application's origin.
 * Where the page's own address is not known, no part of the URL can be told to be the application's.
 */
function targetOf(appUrl?: string, siteUrl?: string): { url: string; carriesPath: boolean } | null {
  const { href, origin, pathname, search, hash } = location;
  const app = new URL(appUrl || href);
  if (app.origin === origin) return null;
  if (!siteUrl) return { url: app.href, carriesPath: false };
  const path = pathname.replace(new URL(siteUrl).pathname, "/").replace(/^.(index|404).html$/, "/");
  const atTop = path === "/";
  // The origin stands before whatever the path may be, so that `//elsewhere` leads nowhere else.
  return { url: app.origin + (atTop ? app.pathname : path) + search + hash, carriesPath: !atTop || !!search };
}
