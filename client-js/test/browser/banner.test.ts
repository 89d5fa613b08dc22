import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { MaintenanceState } from "../../src/core.js";
import { application, assertAccessible, launch, script, STRICT_CSP } from "../support/browser.js";
import { startHub } from "../support/hub.js";
import type { Hub } from "../support/hub.js";
import { until } from "../support/until.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const GALLERY = "target/gallery";
mkdirSync(GALLERY, { recursive: true });

const fromNow = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

function state(change: Partial<MaintenanceState>, startsIn = 180, endsIn = 210): MaintenanceState {
  return {
    schema: 1,
    app: "shop",
    epoch: 100,
    revision: 1,
    updatedAt: fromNow(-1),
    phase: "scheduled",
    notice: {
      id: "database",
      startsAt: fromNow(startsIn),
      endsAt: fromNow(endsIn),
      title: { en: "Scheduled maintenance", de: "Geplante Wartung" },
      body: { en: "We are upgrading the database. Please save your work.", de: "Wir erneuern die Datenbank." },
      url: "https://maintenance.example.com/",
    },
    ...change,
  };
}

const views: Record<string, MaintenanceState> = {
  scheduled: state({}),
  "last-hour": state({}, 12, 42),
  "in-progress": state({ phase: "in_progress" }, -5, 25),
  overdue: state({ phase: "in_progress" }, -60, -10),
  completed: state({ phase: "completed" }, -60, -10),
};

interface Scene {
  page: Page;
  hub: Hub;
  problems: string[];
}

/** An application page under a strict policy, with its hub. */
async function scene(
  options: BrowserContextOptions & {
    attributes?: string;
    html?: (hub: string) => string;
    prepare?: (page: Page) => Promise<void>;
  },
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { attributes, html, prepare, ...context } = options;
  const hub = await startHub((request, response) => {
    if (request.url === "/interlude.min.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else {
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": STRICT_CSP(hub.url) });
      response.end(html ? html(hub.url) : application(hub.url, attributes));
    }
  });
  const opened = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Paris", ...context });
  const page = await opened.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !/favicon/.test(message.location().url)) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  try {
    await prepare?.(page);
    await page.goto(hub.url);
    await play({ page, hub, problems });
    assert.deepEqual(problems, [], "no violation, no error");
  } finally {
    await opened.close();
    await hub.close();
  }
}

const banner = (page: Page) => page.getByRole("region", { name: /./ });
const status = (page: Page): Promise<string> => page.locator("interlude-banner").getByRole("status").innerText();

/** Says the page's ground outright, since axe takes every page's for white. */
function sayGround(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { background: Canvas; color: CanvasText } a { color: LinkText }");
    document.adoptedStyleSheets = [sheet];
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 1280]) {
    test(`every view, ${colorScheme}, ${width} px: seen under a strict policy, and axe finds nothing`, async () => {
      for (const [name, view] of Object.entries(views)) {
        await scene({ colorScheme, viewport: { width, height: 480 } }, async ({ page, hub }) => {
          hub.publish(view);
          await banner(page).waitFor();
          await sayGround(page);
          await page.screenshot({ path: `${GALLERY}/${name}-${colorScheme}-${width}.png` });
          await assertAccessible(page, name);
          const overflow = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth;
          });
          assert.equal(overflow, 0, `${name}: no scrolling sideways`);
        });
      }
    });
  }
}

for (const [name, context] of Object.entries({
  "forced-colors": { forcedColors: "active" },
  "right-to-left": { html: (hub: string) => application(hub).replace("<html", '<html dir="rtl"') },
} as const)) {
  test(`every view, ${name}: axe finds nothing`, async () => {
    for (const [view, document] of Object.entries(views)) {
      await scene({ viewport: { width: 800, height: 480 }, ...context }, async ({ page, hub }) => {
        hub.publish(document);
        await banner(page).waitFor();
        await page.screenshot({ path: `${GALLERY}/${view}-${name}.png` });
        await assertAccessible(page, view);
      });
    }
  });
}

test("the banner is the first thing in the body, and nothing is seen without a notice", async () => {
  await scene({}, async ({ page, hub }) => {
    await until("the connection", () => hub.opened === 1);
    assert.equal(await page.locator("interlude-banner").evaluate((element) => element === document.body.firstElementChild), true);
    assert.equal(await banner(page).isVisible(), false);
    assert.equal(await page.locator("interlude-banner").evaluate((element) => (element as HTMLElement).offsetHeight), 0);
    hub.publish(views["scheduled"]!);
    await banner(page).waitFor();
    hub.publish({ ...state({ phase: "operational", revision: 2 }), notice: undefined! });
    await banner(page).waitFor({ state: "hidden" });
  });
});

test("the focus is never moved, in no change of phase", async () => {
  await scene({}, async ({ page, hub }) => {
    await page.focus("#note");
    let revision = 1;
    for (const view of Object.values(views)) {
      hub.publish({ ...view, revision: ++revision });
      await banner(page).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), "note");
    }
  });
});

test("what the operator writes is text, whatever it looks like", async () => {
  await scene({}, async ({ page, hub }) => {
    const title = "<img src=x onerror=alert(1)><b>Bold</b>";
    hub.publish(state({ notice: { ...state({}).notice!, title: { en: title } } }));
    await banner(page).waitFor();
    assert.equal(await page.locator("interlude-banner").locator("strong").innerText(), title);
  });
});

test("an address that would run is no link", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(state({ notice: { ...state({}).notice!, url: "javascript:alert(1)" } }));
    await banner(page).waitFor();
    assert.equal(await banner(page).getByRole("link").count(), 0);
  });
});

test("a dismissal holds for the notice in its phase, also after a reload, and not for the next phase", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await banner(page).getByRole("button", { name: "OK" }).click();
    await banner(page).waitFor({ state: "hidden" });
    await page.reload();
    await until("the connection", () => hub.opened === 2);
    await page.waitForFunction(() => (window as any).interlude?.view() !== null);
    assert.equal(await banner(page).isVisible(), false);

    hub.publish({ ...views["in-progress"]!, revision: 2 });
    await banner(page).waitFor();
    assert.equal(await banner(page).getByRole("button").count(), 0, "maintenance itself is not dismissed");

    hub.publish({ ...views["completed"]!, revision: 3 });
    await banner(page).getByRole("button", { name: "OK" }).click();
    await banner(page).waitFor({ state: "hidden" });
  });
});

test("a dismissal works where storage is forbidden", async () => {
  await scene({}, async ({ page, hub }) => {
    await page.evaluate(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    hub.publish(views["scheduled"]!);
    await banner(page).getByRole("button", { name: "OK" }).click();
    await banner(page).waitFor({ state: "hidden" });
  });
});

test("the status region is there before it speaks, and speaks of each phase once", async () => {
  await scene({}, async ({ page, hub }) => {
    await until("the connection", () => hub.opened === 1);
    assert.equal(await status(page), "");
    hub.publish(views["in-progress"]!);
    await until("the announcement", async () => (await status(page)).startsWith("Maintenance in progress. We are"));
  });
});

test("milestones are spoken, seconds are not", async () => {
  await scene({ prepare: (page) => page.clock.install() }, async ({ page, hub }) => {
    // Heartbeats do not come by the page's clock.
    hub.publish(state({}, 3, 33), { heartbeatMs: 60 * 60_000 });
    await banner(page).waitFor();
    await page.evaluate(() => {
      const root = document.querySelector("interlude-banner")!.shadowRoot!;
      const [spoken, shown] = [[], []] as string[][];
      Object.assign(window, { spoken, shown });
      const watch = (selector: string, texts: string[]): void => {
        const element = root.querySelector(selector)!;
        new MutationObserver(() => texts.push(element.textContent!)).observe(element, { childList: true });
      };
      watch("[role=status]", spoken!);
      watch("[role=timer]", shown!);
    });
    await page.clock.runFor(3 * 60_000);
    const { spoken, shown }: Record<"spoken" | "shown", string[]> = await page.evaluate(() => {
      const { spoken, shown } = window as any;
      return { spoken, shown };
    });
    assert.deepEqual(
      spoken.filter((text) => text.includes(": in ")),
      ["2 minutes", "60 seconds", "30 seconds", "10 seconds"].map((left) => `Scheduled maintenance: in ${left}`),
    );
    assert.ok(shown.length > 100, `seconds were shown ${shown.length} times`);
  });
});

test("the language is the attribute's, then the document's", async () => {
  await scene({ attributes: 'data-lang="de-AT"' }, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await page.getByRole("region", { name: "Geplante Wartung" }).waitFor();
    await page.locator("strong").getByText("Geplante Wartung").waitFor();
  });
  const html = (hub: string): string => application(hub).replace('lang="en"', 'lang="de"');
  await scene({ html }, async ({ page, hub }) => {
    hub.publish(views["in-progress"]!);
    await page.locator("strong").getByText("Wartung läuft").waitFor();
  });
});

test("an application that replaces its whole body keeps the banner", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await banner(page).waitFor();
    await page.evaluate(() => document.body.replaceChildren(document.createElement("main")));
    hub.publish({ ...views["in-progress"]!, revision: 2 });
    await banner(page).waitFor();
  });
});

test("it is not printed", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await banner(page).waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await banner(page).isVisible(), false);
  });
});

test("custom properties and parts theme it", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(views["in-progress"]!);
    await banner(page).waitFor();
    const background = await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("interlude-banner { --interlude-accent: rgb(1, 2, 3) } ::part(title) { color: rgb(4, 5, 6) }");
      document.adoptedStyleSheets = [sheet];
      const root = document.querySelector("interlude-banner")!.shadowRoot!;
      const style = (selector: string): CSSStyleDeclaration => getComputedStyle(root.querySelector(selector)!);
      return [style("section").backgroundColor, style("strong").color];
    });
    assert.deepEqual(background, ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
  });
});

test("the only global is window.interlude", async () => {
  await scene({}, async ({ page, hub }) => {
    await until("the connection", () => hub.opened === 1);
    const added = await page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow!));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && !/^\d+$/.test(name));
    });
    assert.deepEqual(added, ["interlude"]);
  });
});

/** Runs and keeps a picture of each of light, dark, forced colours and 320 px, and axe finds nothing. */
async function assertInEachLook(name: string, attributes: string, document: MaintenanceState): Promise<void> {
  const looks: Record<string, BrowserContextOptions> = {
    light: { viewport: { width: 1280, height: 480 } },
    dark: { viewport: { width: 1280, height: 480 }, colorScheme: "dark" },
    "forced-colors": { viewport: { width: 800, height: 480 }, forcedColors: "active" },
    "320": { viewport: { width: 320, height: 480 } },
  };
  for (const [look, options] of Object.entries(looks)) {
    await scene({ ...options, attributes }, async ({ page, hub }) => {
      hub.publish(document);
      await banner(page).or(page.getByRole("dialog")).waitFor();
      await sayGround(page);
      await page.screenshot({ path: `${GALLERY}/${name}-${look}.png` });
      await assertAccessible(page, `${name}, ${look}`);
    });
  }
}

test("the ribbon of a tab that bypasses maintenance, in each look", async () => {
  await assertInEachLook("bypass", "data-bypass data-overlay", views["in-progress"]!);
});

test("the overlay, in each look", async () => {
  await assertInEachLook("overlay", "data-overlay", views["in-progress"]!);
});

test("the overlay covers the page, which is out of reach until maintenance is over, and traps nobody", async () => {
  await scene({ attributes: "data-overlay" }, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await banner(page).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    hub.publish({ ...views["in-progress"]!, revision: 2 });
    const dialog = page.getByRole("dialog", { name: "Maintenance in progress" });
    await dialog.waitFor();
    assert.deepEqual(await dialog.boundingBox(), { x: 0, y: 0, ...page.viewportSize()! });
    assert.equal(await page.evaluate(() => document.body.inert), true);
    // The page's own elements are skipped, and the way leads out of the document again.
    for (const expected of ["INTERLUDE-BANNER", "BODY"]) {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement!.tagName), expected);
    }
    await until("the announcement", async () => (await status(page)).startsWith("Maintenance in progress"));

    hub.publish({ ...views["completed"]!, revision: 3 });
    await page.getByRole("region", { name: "Maintenance is complete" }).waitFor();
    assert.equal(await page.evaluate(() => document.body.inert), false);
    assert.equal(await page.evaluate(() => document.body.firstElementChild!.tagName), "INTERLUDE-BANNER");
    await page.getByLabel("Note").fill("typed again");
  });
});

test("a page is uncovered when the banner is closed", async () => {
  await scene({ attributes: "data-overlay" }, async ({ page, hub }) => {
    hub.publish(views["in-progress"]!);
    await page.getByRole("dialog").waitFor();
    await page.evaluate(() => (window as any).interlude.close());
    assert.equal(await page.evaluate(() => document.body.inert), false);
    assert.equal(await page.locator("interlude-banner").count(), 0);
  });
});

test("onPhase tells the phase that is known and each other one, once", async () => {
  await scene({}, async ({ page, hub }) => {
    hub.publish(views["scheduled"]!);
    await banner(page).waitFor();
    await page.evaluate(() => {
      const phases: string[] = [];
      Object.assign(window, { phases, stop: (window as any).interlude.onPhase((phase: string) => phases.push(phase)) });
    });
    hub.publish({ ...state({ revision: 2 }, 12, 42) });
    hub.publish({ ...views["in-progress"]!, revision: 3 });
    await page.waitForFunction(() => (window as any).phases.length === 2);
    await page.evaluate(() => (window as any).stop());
    hub.publish({ ...views["completed"]!, revision: 4 });
    await banner(page).getByText("Maintenance is complete").waitFor();
    assert.deepEqual(await page.evaluate(() => (window as any).phases), ["scheduled", "in_progress"]);
  });
});
