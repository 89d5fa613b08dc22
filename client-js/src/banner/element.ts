import css from "./banner.css";
import type { Content, Part } from "./content.js";

/**
 * The banner's element, with nothing in it until it is told: `show` shows a content as the first thing in its home, and
 * what covers the body is all that can be reached; `say` has a text spoken by assistive technology once it has finished
 * what it is saying.
 */
export type BannerElement = [
  host: HTMLElement,
  show: (content: Content, home: Element) => void,
  say: (text: string) => void,
];

const TAGS = {
  title: "strong",
  message: "p",
  time: "span",
  countdown: "b",
  link: "a",
  dismiss: "button",
} as const;

/** A live region that is filled in the same instant in which it appears is not spoken. */
const SPEECH_DELAY = 100;

/** Makes the element; nothing but text is ever put into it, and its style passes any content security policy. */
export function bannerElement(dismiss: () => void): BannerElement {
  const host = document.createElement("interlude-banner");
  const root = host.attachShadow({ mode: "open" });
  const status = add(root, "i", "status");
  const banner = add(root, "section", "banner");
  const parts = { banner } as Record<Part, HTMLElement>;
  let part: keyof typeof TAGS;
  for (part in TAGS) parts[part] = add(banner, TAGS[part], part);
  banner.hidden = true;
  status.role = "status";
  parts.countdown.role = "timer";
  parts.dismiss.onclick = dismiss;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers before 2023: the banner is plain but readable.
  }

  return [
    host,
    (content, home) => {
      if (host.parentNode !== home) {
        home.prepend(host);
        document.body.inert = home === document.documentElement;
      }
      let part: Part;
      for (part in content) Object.assign(parts[part], content[part]);
    },
    (text) => {
      setTimeout(() => (status.textContent = text), SPEECH_DELAY);
    },
  ];
}

function add(parent: Node, tag: string, part: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute("part", part);
  return parent.appendChild(element);
}
