/** One plain text in several languages, by BCP 47 tag. */
export type Texts = Record<string, string>;

/** A text and the tag of the language that it is in, for the `lang` attribute. */
export interface PickedText {
  text: string;
  lang: string;
}

/**
 * Chooses a text by the lookup of RFC 4647 (`de-AT` finds `de`), and failing that any variant of a wanted language
 * (`pt` finds `pt-BR`), then the fallback, then any text there is.
 *
 * @returns an empty text in the fallback language when there is none at all
 */
export function pickText(texts: Texts, languages: readonly string[], fallback: string): PickedText {
  const lang = pickLanguage(texts, [...languages, fallback]);
  return { text: texts[lang!] ?? "", lang: lang ?? fallback };
}

/** The key that suits the wanted languages best, or any; undefined when there is none. */
export function pickLanguage(byTag: Record<string, unknown>, wanted: readonly string[]): string | undefined {
  // The shorter tag first, so that `de` is preferred to `de-AT` where both would do.
  const tags = Object.keys(byTag).sort((a, b) => a.length - b.length);
  for (const language of wanted) {
    for (let range = language.toLowerCase(); range; range = range.replace(/-?[^-]*$/, "")) {
      const found = tags.find((tag) => `${tag}-`.toLowerCase().startsWith(range + "-"));
      if (found) return found;
    }
  }
  return tags[0];
}
