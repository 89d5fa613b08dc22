import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { launch } from "../support/browser.js";
import { PICTURES } from "../support/gallery.js";
import { inEachLook } from "../support/scenes.js";

/** Where `npm run gallery` keeps the pictures; unset, they are made and thrown away. */
const FOLDER = process.env["INTERLUDE_GALLERY"];
const PNG = [0x89, 0x50, 0x4e, 0x47];

test(`each of the ${PICTURES.length} pictures of the gallery can be made`, async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  if (FOLDER) await mkdir(FOLDER, { recursive: true });
  for (const scene of new Set(PICTURES.map((picture) => picture.scene))) {
    const pictures = PICTURES.filter((picture) => picture.scene === scene);
    await inEachLook(browser, scene, pictures.map(({ name, look }) => [name, look]), async (page, name) => {
      const png = await page.screenshot();
      assert.deepEqual([...png.subarray(0, 4)], PNG, name);
      if (FOLDER) await writeFile(`${FOLDER}/${name}.png`, png);
    });
  }
});
