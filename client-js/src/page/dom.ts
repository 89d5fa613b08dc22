import type { PickedText } from "../core.js";

/** An element of the template by its id; one that a template of somebody's own left out is filled all the same. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  return (document.getElementById(id) ?? document.createElement("p")) as T;
}

/** Changes a text only where it differs, since some screen readers speak what was merely touched. */
export function setText(id: string, text: string): void {
  const to = element(id);
  if (to.textContent !== text) to.textContent = text;
}

/** Shows an element, or hides it. */
export function show(id: string, shown: unknown): void {
  element(id).hidden = !shown;
}

/** Speaks to those who listen to the page: the region is always there, and only its text changes. */
export function say(text: string): void {
  setText("say", text);
}

/** Writes an operator's words: text, never markup, marked with the language and the direction that they have. */
export function write(to: HTMLElement, { text, lang }: PickedText): void {
  to.textContent = text;
  to.lang = lang;
  to.dir = "auto";
}
