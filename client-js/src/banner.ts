/**
 * The banner: a maintenance notice at the top of a page, for a client of the core.
 *
 * Importing this module touches nothing; {@link showBanner} needs a document.
 *
 * @module
 */
import { content } from "./banner/content.js";
import type { Content } from "./banner/content.js";
import { bannerElement } from "./banner/element.js";
import { leave } from "./banner/leave.js";
import type { BeforeMaintenance } from "./banner/leave.js";
import { times } from "./banner/times.js";
import { words } from "./banner/words.js";
import type { MaintenanceClient, View } from "./core.js";
import { pickLanguage } from "./text.js";
import { HOUR } from "./timing.js";

export type { BeforeMaintenance };

/** How a banner is shown; every field is optional. */
export interface BannerOptions {
  /** The element whose first child the banner becomes; the body unless given. */
  target?: Element | undefined;
  /** The reader's languages, best first; unless given, the document's language and then the browser's. */
  languages?: readonly string[] | undefined;
  /** Gives way to the maintenance page once the traffic is switched; without it the page stays. */
  leave?: boolean | undefined;
  /** The team's way around maintenance: true, or the host name at which this page is the backdoor. */
  bypass?: boolean | string | undefined;
}

/** A banner that stands until closed. */
export interface Banner {
  /** The element in the document; the parts of its shadow root can be styled by `::part`. */
  readonly element: HTMLElement;
  /**
   * Has a hook awaited, for ten seconds at most, before the page is left for the maintenance page.
   *
   * @returns takes the hook back
   */
  beforeMaintenance(hook: BeforeMaintenance): () => void;
  /** Says that this tab is the team's: during maintenance a ribbon says so, and the page is not left. */
  bypass(): void;
  /** Removes the banner; the client goes on. */
  close(): void;
}

/** Until this many seconds before the start the rest is spoken: nine times at most, never every second. */
const MILESTONES = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/**
 * Shows a client's notice at the top of the page, and nothing while there is none. It never takes the focus. May be
 * called before the document has a body.
 */
export function showBanner(client: MaintenanceClient, options: BannerOptions = {}): Banner {
  const languages = options.languages ?? [document.documentElement.lang, ...navigator.languages];
  const language = pickLanguage(words, languages)!;
  const say = words[language]!;
  // The reader's own region, if it is one of that language: it decides between 12 and 24 hours.
  const write = times(navigator.languages.find((tag) => tag.startsWith(language)) ?? language);
  const element = bannerElement(language, say, dismiss);
  const { host } = element;
  const hooks = new Set<BeforeMaintenance>();
  const life = new AbortController();
  const { signal } = life;
  let bypassing = options.bypass === true || options.bypass === location.hostname;
  let stopLeaving: (() => void) | undefined;
  let tick: ReturnType<typeof setTimeout> | undefined;
  let dismissed = "";
  let spoken = "";
  let milestone: number | undefined;

  function render(): void {
    const view = client.view();
    const active = view?.phase === "in_progress";
    clearTimeout(tick);
    if (!document.body) return;
    // Also after an application has replaced the whole body.
    if (!host.isConnected) (options.target ?? document.body).prepend(host);

    if (active && options.leave && !bypassing) stopLeaving ??= leave(client, hooks);
    else stopLeaving = void stopLeaving?.();

    const shown =
      view?.notice && !isDismissed(view)
        ? content(view, client.now(), bypassing, { language, languages, words: say, times: write })
        : undefined;
    element.show(shown, view?.notice?.url, active);
    announce(shown);
    // On the second in the last hour, by the minute before; a hidden tab catches up when it is seen again.
    const left = shown?.left ?? 0;
    if (left > 0 && !document.hidden) tick = setTimeout(render, left > HOUR ? 60_000 : left % 1_000 || 1_000);
  }

  function announce(shown: Content | undefined): void {
    const headline = shown ? `${shown.title.text}. ${shown.message.text} ${shown.time || ""}` : "";
    const left = shown?.left ?? NaN;
    const next = MILESTONES.find((seconds) => left <= seconds * 1_000);
    if (headline !== spoken) element.say((spoken = headline));
    else if (next !== milestone && left > 0) element.say(`${say.starts} ${write.distance(next! * 1_000)}`);
    milestone = next;
  }

  function isDismissed(view: View): boolean {
    try {
      return dismissed === key(view) || localStorage.getItem(key(view)) !== null;
    } catch {
      return false;
    }
  }

  function dismiss(): void {
    dismissed = key(client.view()!);
    try {
      localStorage.setItem(dismissed, "");
    } catch {
      // Storage may be full or forbidden: then this holds for this page alone.
    }
    render();
  }

  for (const type of ["visibilitychange", "DOMContentLoaded"]) document.addEventListener(type, render, { signal });
  const unsubscribe = client.subscribe(render);
  render();

  return {
    element: host,
    beforeMaintenance(hook) {
      hooks.add(hook);
      return () => void hooks.delete(hook);
    },
    bypass() {
      bypassing = true;
      render();
    },
    close() {
      life.abort();
      unsubscribe();
      clearTimeout(tick);
      stopLeaving?.();
      host.remove();
    },
  };
}

/** A reader dismisses one notice in one phase. */
function key({ notice, phase }: View): string {
  return `interlude:${notice!.id}:${phase}`;
}
