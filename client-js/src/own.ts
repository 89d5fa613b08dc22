import { REQUEST_TIMEOUT } from "./timing.js";

/** What every answer of ours bears, whoever gives it: the page's mark, or the type of our 503's problem document. */
const MARKS = /<meta name="?interlude-page|tag:interlude\.dev,2026:maintenance/;

/** Whether a text is the maintenance page or the body of our 503. */
export function bearsMark(text: string): boolean {
  return MARKS.test(text);
}

/**
 * Recognises maintenance in what an application's own request was answered: our 503 to machines, or the page, which
 * static hosts serve with 404. Reads a copy, and only of what is no success.
 *
 * @param response whose body has not been read yet
 */
export async function isMaintenance(response: Response): Promise<boolean> {
  return !response.ok && bearsMark(await response.clone().text());
}

/** Asks a page's own address for what a navigation to it would find. */
export function look(fetch: (url: string, init: RequestInit) => Promise<Response>, url: string): Promise<Response> {
  return fetch(url, {
    // Also replaces what the browser holds for this address, which the navigation may be answered from.
    cache: "reload",
    redirect: "manual",
    signal: deadline(),
  });
}

/** Ends a request that takes too long; old browsers have no such signal, and then no limit. */
export function deadline(): AbortSignal {
  return AbortSignal.timeout?.(REQUEST_TIMEOUT);
}

/** Navigates to the same path, query and hash. Replacing an address that has a hash by itself would only scroll. */
export function revisit(location: Pick<Location, "href" | "replace" | "reload">): void {
  if (location.href.includes("#")) location.reload();
  else location.replace(location.href);
}
