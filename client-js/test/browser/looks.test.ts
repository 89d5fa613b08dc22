import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { assertAccessible, launch } from "../support/browser.js";
import { EXTREMES, inEachLook, LOOKS, VIEWS } from "../support/scenes.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What extremes could break. */
const NARROW_AND_LARGE = new Set(["320", "right-to-left-320", "text-200", "text-200-320", "print"]);

for (const [name, scene] of Object.entries({ ...VIEWS, ...EXTREMES })) {
  test(`axe finds nothing and nothing overflows, however it is seen: ${name}`, async () => {
    const looks = Object.entries(LOOKS).filter(([look]) => name in VIEWS || NARROW_AND_LARGE.has(look));
    await inEachLook(browser, scene, looks, async (page, look) => {
      // Axe has timers of its own.
      await page.clock.resume();
      await assertAccessible(page, `${name}, ${look}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${name}, ${look}: ${overflow} px too wide`);
    });
  });
}
