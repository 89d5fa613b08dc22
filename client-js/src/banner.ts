/**
 * The banner: a maintenance notice at the top of a page, for a client of the core.
 *
 * Importing this module touches nothing; {@link showBanner} needs a document.
 *
 * @module
 */
import { voice } from "./banner/content.js";
import type { Content } from "./banner/content.js";
import { bannerElement } from "./banner/element.js";
import { leave } from "./banner/leave.js";
import type { BeforeMaintenance } from "./banner/leave.js";
import type { MaintenanceClient, PhaseName, View } from "./core.js";
import { bearsMark } from "./own.js";

export type { BeforeMaintenance };

/** How a banner is shown; every field is optional. */
export interface BannerOptions {
  /** The element whose first child the banner becomes; the body unless given. */
  target?: Element | undefined;
  /** The reader's language; unless given, the document's. The browser's languages come after it. */
  lang?: string | undefined;
  /** Gives way to the maintenance page once the traffic is switched; without it the page stays. */
  leave?: boolean | undefined;
  /** The team's way around maintenance: true, or the host name at which this page is the backdoor. */
  bypass?: boolean | string | undefined;
  /** During maintenance covers the whole page, of which nothing can be reached then; the focus is not moved. */
  overlay?: boolean | undefined;
}

/** A banner that stands until closed. */
export interface Banner {
  /** The element in the document; the parts of its shadow root can be styled by `::part`. */
  readonly element: HTMLElement;
  /**
   * Calls the listener with the phase that is known, if any, and then with each other phase.
   *
   * @returns stops the calls
   */
  onPhase(listener: (phase: PhaseName) => void): () => void;
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

/** Until this many milliseconds before the start the rest is spoken: nine times at most, never every second. */
const MILESTONES = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000];
const MINUTE = 60_000;
/** How often a page that has stayed looks for another build of the application once maintenance is over. */
const LOOKS_FOR_BUILD = 3;
/** The name of the meta element in which an application may say which build it is. */
const BUILD = "interlude-build";

/**
 * Shows a client's notice at the top of the page, and nothing while there is none. It never takes the focus. May be
 * called before the document has a body.
 */
export function showBanner(client: MaintenanceClient, options: BannerOptions = {}): Banner {
  const [content, distance] = voice(options.lang ?? document.documentElement.lang, navigator.languages);
  const [host, show, say] = bannerElement(dismiss);
  const hooks = new Set<BeforeMaintenance>();
  const life = new AbortController();
  let bypassing = options.bypass === true || options.bypass === location.hostname;
  const build = document.querySelector<HTMLMetaElement>(`meta[name=${BUILD}]`)?.content;
  /** Whether this page was to give way when last looked at. */
  let gave = false;
  let stopLeaving = (): void => undefined;
  let tick: ReturnType<typeof setTimeout> | undefined;
  let dismissed = "";
  let spoken = "";
  let milestone: number | undefined;

  function render(): void {
    const view = client.view();
    const active = view?.phase === "in_progress";
    clearTimeout(tick);
    if (!document.body) return;
    const gives = active && !bypassing;
    if (gives !== gave) {
      gave = gives;
      stopLeaving();
      if (gives) stopLeaving = leave(client, hooks, bearsMark, options.leave ? Infinity : 0);
      // Maintenance that this very page has seen is over: so at most once.
      else if (build && !active) stopLeaving = leave(client, hooks, isOtherBuild, LOOKS_FOR_BUILD);
    }

    const covers = gives && !!options.overlay;
    const left = view?.phase === "scheduled" ? Date.parse(view.notice!.startsAt) - client.now() : 0;
    const shown = view?.notice && !isDismissed(view) && content(view, left, bypassing, covers);
    const home = covers ? document.documentElement : (options.target ?? document.body);
    show(shown || { banner: { hidden: true } }, home);
    announce(shown, left);
    // By the second in the last two minutes, by the minute before; a hidden tab catches up when it is seen again.
    if (shown && left > 0 && !document.hidden) tick = setTimeout(render, left % (left > 2 * MINUTE ? MINUTE : 1_000));
  }

  function isOtherBuild(text: string): unknown {
    return text.includes(BUILD) && !text.includes(build!);
  }

  function announce(shown: Required<Content> | false | null | undefined, left: number): void {
    const headline = shown ? `${shown.title.textContent}. ${shown.message.textContent} ${shown.time.textContent}` : "";
    const next = MILESTONES.find((some) => left <= some);
    if (headline !== spoken) say((spoken = headline));
    else if (shown && next !== milestone && left > 0) say(`${shown.title.textContent}: ${distance(next!)}`);
    milestone = next;
  }

  function isDismissed(view: View): boolean | undefined {
    try {
      return dismissed === key(view) || key(view) in localStorage;
    } catch {
      return false;
    }
  }

  function dismiss(): void {
    dismissed = key(client.view()!);
    try {
      localStorage[dismissed] = "";
    } catch {
      // Storage may be full or forbidden: then this holds for this page alone.
    }
    render();
  }

  for (const type of ["visibilitychange", "DOMContentLoaded"]) document.addEventListener(type, render, life);
  const unsubscribe = client.subscribe(render);
  render();

  return {
    element: host,
    onPhase(listener) {
      let last: PhaseName | undefined;
      const tell = (): void => {
        const view = client.view();
        if (view && view.phase !== last) listener((last = view.phase));
      };
      tell();
      return client.subscribe(tell);
    },
    beforeMaintenance(hook) {
      hooks.add(hook);
      return () => hooks.delete(hook);
    },
    bypass() {
      bypassing = true;
      render();
    },
    close() {
      life.abort();
      unsubscribe();
      clearTimeout(tick);
      stopLeaving();
      // Uncovers the page.
      show({}, document.body);
      host.remove();
    },
  };
}

/** A reader dismisses one notice in one phase. */
function key({ notice, phase }: View): string {
  return `interlude:${notice!.id}:${phase}`;
}
