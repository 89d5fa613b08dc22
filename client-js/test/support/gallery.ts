import { EXTREMES, LOOKS, VIEWS } from "./scenes.js";
import type { Look, Scene } from "./scenes.js";

/** One picture of the gallery; its name is that of its file. */
export interface Picture {
  name: string;
  scene: Scene;
  look: Look;
}

const LANGUAGES = ["de", "fr", "es", "pt", "ja", "zh", "ar"];

/** The pictures that are kept: every view in light, in dark and on a small phone, and one view in every other way. */
export const PICTURES: Picture[] = [
  ...Object.entries(VIEWS).flatMap(([view, scene]) =>
    ["light", "dark", "320"].map((look) => picture(view, look, scene, LOOKS[look]!)),
  ),
  ...Object.entries(LOOKS)
    .filter(([look]) => !["light", "dark", "320", "reduced-motion", "right-to-left"].includes(look))
    .map(([look, how]) => picture("in-progress", look, VIEWS["in-progress"]!, how)),
  ...LANGUAGES.map((locale) => picture("in-progress", locale, VIEWS["in-progress"]!, { locale })),
  ...Object.entries(EXTREMES).map(([name, scene]) => picture(name, "light", scene, {})),
  picture("in-progress", "without-script", VIEWS["in-progress"]!, { javaScriptEnabled: false }),
];

function picture(view: string, look: string, scene: Scene, how: Look): Picture {
  return { name: `${view}-${look}`, scene, look: how };
}
