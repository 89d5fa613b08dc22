import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { launch } from "../support/browser.js";
import { PICTURES } from "../support/gallery.js";
import { freeze, openScene } from "../support/scenes.js";

/** Where `npm run gallery` keeps the pictures; unset, they are made and thrown away. */
const FOLDER = process.env["INTERLUDE_GALLERY"];
const PNG = [0x89, 0x50, 0x4e, 0x47];

test(`each of the ${PICTURES.length} pictures of the gallery can be made`, async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  if (FOLDER) await mkdir(FOLDER, { recursive: true });
  for (const { name, scene, look } of PICTURES) {
    const { page, context } = await openScene(browser, scene, look);
    if (look.javaScriptEnabled !== false) await freeze(page);
    const png = await page.screenshot();
    assert.deepEqual([...png.subarray(0, 4)], PNG, name);
    if (FOLDER) await writeFile(`${FOLDER}/${name}.png`, png);
    await context.close();
  }
});
