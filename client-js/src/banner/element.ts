import type { PickedText } from "../core.js";
import css from "./banner.css";
import type { Content } from "./content.js";
import type { Words } from "./words.js";

/** The banner's element, with nothing in it until it is told. */
export interface BannerElement {
  readonly host: HTMLElement;
  /** Shows the content, or nothing; a notice that is fixed cannot be dismissed. */
  show(content: Content | undefined, url: string | undefined, fixed: boolean): void;
  /** Has a text spoken by assistive technology once it has finished what it is saying. */
  say(text: string): void;
}

/** A live region that is filled in the same instant in which it appears is not spoken. */
const SPEECH_DELAY = 100;

/** Makes the element; nothing but text is ever put into it, and its style passes any content security policy. */
export function bannerElement(language: string, words: Words, dismiss: () => void): BannerElement {
  const host = document.createElement("interlude-banner");
  const root = host.attachShadow({ mode: "open" });
  const section = make("section", root, { part: "banner", role: "region", "aria-label": words.region });
  const body = make("div", section, { part: "content" });
  const title = make("strong", body, { part: "title", dir: "auto" });
  const message = make("p", body, { part: "message", dir: "auto" });
  const time = make("small", section, { part: "time", dir: "auto" });
  const countdown = make("span", section, { part: "countdown", role: "timer" });
  const link = make("a", section, { part: "link" });
  const button = make("button", section, { part: "dismiss", "aria-label": words.dismiss });
  const status = make("i", root, { role: "status" });
  host.lang = language;
  section.hidden = true;
  link.textContent = words.details;
  button.textContent = "×";
  button.onclick = dismiss;
  addStyle(root);

  return {
    host,
    show(content, url, fixed) {
      section.hidden = !content;
      if (!content) return;
      section.className = content.look;
      write(title, content.title);
      write(message, content.message);
      time.textContent = content.time || "";
      countdown.textContent = content.countdown ?? "";
      link.href = url ?? "";
      link.hidden = !url;
      button.hidden = fixed;
    },
    say(text) {
      setTimeout(() => (status.textContent = text), SPEECH_DELAY);
    },
  };
}

function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  parent: Node,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  return parent.appendChild(element);
}

function write(element: HTMLElement, { text, lang }: PickedText): void {
  element.textContent = text;
  element.lang = lang;
}

function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers before 2023; where a policy forbids this too, the banner is plain but readable.
    make("style", root, {}).textContent = css;
  }
}
