import { pickText } from "../core.js";
import type { Texts } from "../core.js";
import type { Reader } from "./data.js";

/** An element of the template by its id; one that a template of somebody's own left out is filled all the same. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  return (document.getElementById(id) ?? document.createElement("p")) as T;
}

/** The part of the page that an element stands in, to be shown and hidden with it. */
export function partOf(id: string): HTMLElement {
  const to = element(id);
  return to.parentElement ?? to;
}

/** Changes a text only where it differs, since some screen readers speak what was merely touched. */
export function setText(id: string, text: string, lang?: string): void {
  const to = element(id);
  if (to.textContent !== text) to.textContent = text;
  if (lang) to.lang = lang;
}

/** Speaks to those who listen to the page: the region is always there, and only its text changes. */
export function say(text: string): void {
  setText("say", text);
}

/** The operator's words: text, never markup, in whichever of their languages suits the reader best. */
export function operators(texts: Texts, { wanted, data }: Reader): [text: string, lang: string] {
  const { text, lang } = pickText(texts, wanted, data.language);
  return [text, lang];
}

/** Makes an element that holds a text. */
export function made<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}
