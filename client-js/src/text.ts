/** One plain text in several languages, by BCP 47 tag. */
export type Texts = Record<string, string>;

/** A text and the tag of the language that it is in, for the `lang` attribute. */
export interface PickedText {
  text: string;
  lang: string;
}

/**
 * Chooses a text by the lookup of RFC 4647 (`de-AT` finds `de`), and failing that any variant of a wanted language
 * (`pt` finds `pt-BR`), then the fallback, then the first text there is.
 *
 * @returns an empty text in the fallback language when there is none at all
 */
export function pickText(texts: Texts, languages: readonly string[], fallback: string): PickedText {
  const there = Object.keys(texts).filter((tag) => typeof texts[tag] === "string");
  const lang = pickLanguage(there, [...languages, fallback]) ?? there[0];
  return lang === undefined ? { text: "", lang: fallback } : { text: texts[lang] as string, lang };
}

/** The tag among those there are that suits the wanted languages best, or undefined. */
export function pickLanguage(there: readonly string[], wanted: readonly string[]): string | undefined {
  for (const language of wanted) {
    const subtags = language.toLowerCase().split("-");
    for (let length = subtags.length; length > 0; length--) {
      const range = subtags.slice(0, length).join("-");
      const found =
        there.find((tag) => tag.toLowerCase() === range) ??
        there.find((tag) => length === 1 && tag.toLowerCase().startsWith(range + "-"));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
