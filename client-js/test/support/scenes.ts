import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { MaintenanceState, Notice } from "../../src/core.js";
import { maintenancePage } from "./page.js";

/** The moment at which every scene plays, so that each picture of it is the same. */
const NOW = Date.parse("2026-11-20T22:05:29Z");
const MINUTE = 60_000;
/** Never answers. */
const HUB = "https://hub.example.com";

/** One state of the page, in the application's place or on a host of its own. */
export interface Scene {
  site: "standing-in" | "own-host";
  state: MaintenanceState;
  /** Nobody to ask: what the page came with is the last word. */
  alone?: boolean;
}

/** How a reader sees the page. */
export interface Look extends Pick<BrowserContextOptions, "locale" | "javaScriptEnabled" | keyof typeof ORDINARY> {
  width?: number;
  height?: number;
  /** The size of text that the reader has chosen in the browser. */
  textSize?: string;
  print?: boolean;
}

/** What a browser has that nobody has set. */
const ORDINARY = {
  colorScheme: "light",
  forcedColors: "none",
  contrast: "no-preference",
  reducedMotion: "no-preference",
} as const;

const at = (minutes: number): string => new Date(NOW + minutes * MINUTE).toISOString();

function state(change: Partial<MaintenanceState> = {}, notice: Partial<Notice> = {}): MaintenanceState {
  return {
    schema: 1,
    app: "shop",
    epoch: 100,
    revision: 1,
    updatedAt: at(-3),
    phase: "in_progress",
    notice: {
      id: "database",
      startsAt: at(-5.5),
      endsAt: at(24.5),
      title: {
        en: "We are upgrading our database",
        de: "Wir erneuern unsere Datenbank",
        fr: "Nous renouvelons notre base de données",
        es: "Estamos actualizando nuestra base de datos",
        pt: "Estamos atualizando nosso banco de dados",
        ja: "データベースを更新しています",
        zh: "我们正在升级数据库",
        ar: "نعمل على تحديث قاعدة البيانات",
      },
      body: {
        en: "Carts and open orders are kept. You can leave this page open: it leads back by itself.",
        de: "Warenkörbe und offene Bestellungen bleiben erhalten. Diese Seite führt von selbst zurück.",
        fr: "Les paniers et les commandes en cours sont conservés. Cette page vous ramènera d’elle-même.",
        es: "Los carritos y los pedidos abiertos se conservan. Esta página le llevará de vuelta.",
        pt: "Carrinhos e pedidos em aberto são mantidos. Esta página levará você de volta.",
        ja: "カートと進行中のご注文は保存されています。このページは自動的に元のページへ戻ります。",
        zh: "购物车和未完成的订单都会保留。本页面会自动返回。",
        ar: "ستبقى عربات التسوق والطلبات المفتوحة محفوظة. ستعيدك هذه الصفحة تلقائيًا.",
      },
      updates: [
        { at: at(-5.5), text: { en: "The copy has begun.", de: "Die Kopie hat begonnen.", ar: "بدأ النسخ." } },
        {
          at: at(-3),
          text: {
            en: "Two thirds are copied. All checks so far have passed.",
            de: "Zwei Drittel sind kopiert. Alle bisherigen Prüfungen sind bestanden.",
            ar: "تم نسخ الثلثين. نجحت جميع الفحوص حتى الآن.",
          },
        },
      ],
      ...notice,
    },
    ...change,
  };
}

const scheduled = (minutes: number): MaintenanceState =>
  state({ phase: "scheduled" }, { startsAt: at(minutes), endsAt: at(minutes + 30), updates: [], url: "https://blog.example.com/upgrade" });
const completed = state({ phase: "completed", revision: 2 }, { endsAt: at(-4) });
const silence = { ...state({ phase: "operational" }), notice: undefined! };

/** Every view of the page. */
export const VIEWS: Record<string, Scene> = {
  operational: { site: "own-host", state: silence },
  unavailable: { site: "standing-in", state: silence },
  scheduled: { site: "own-host", state: scheduled(26 * 60) },
  countdown: { site: "own-host", state: scheduled(12.25) },
  "in-progress": { site: "standing-in", state: state() },
  overdue: { site: "standing-in", state: state({}, { endsAt: at(-1) }) },
  completed: { site: "own-host", state: completed },
  returning: { site: "standing-in", state: completed, alone: true },
};

/** What an operator may write, and a page must bear. */
export const EXTREMES: Record<string, Scene> = {
  "without-end": { site: "standing-in", state: state({}, { endsAt: undefined!, body: undefined!, updates: [] }) },
  "fifty-updates": {
    site: "standing-in",
    state: state({}, {
      updates: Array.from({ length: 50 }, (_, index) => ({
        at: at(index - 60),
        text: { en: `Step ${index + 1} of 50 is done.${" The next one has begun.".repeat(index % 4)}` },
      })),
    }),
  },
  "thousand-characters": {
    site: "standing-in",
    state: state({}, {
      title: { en: "Umzug der Datenbankinfrastruktur in das Rechenzentrum der Donaudampfschifffahrtsgesellschaft, in drei Schritten" },
      body: { en: "Rechtsschutzversicherungsgesellschaften\n\nhttps://example.com/a/long/path/that/never/breaks/anywhere/at/all\n\n".padEnd(1_000, "Der Umzug dauert eine Weile. ") },
    }),
  },
};

/** Every way of seeing it. */
export const LOOKS: Record<string, Look> = {
  light: {},
  dark: { colorScheme: "dark" },
  "forced-colours": { forcedColors: "active" },
  "forced-colours-dark": { forcedColors: "active", colorScheme: "dark" },
  "more-contrast": { contrast: "more" },
  "more-contrast-dark": { contrast: "more", colorScheme: "dark" },
  "reduced-motion": { reducedMotion: "reduce" },
  "right-to-left": { locale: "ar" },
  "right-to-left-320": { locale: "ar", width: 320, height: 640, colorScheme: "dark" },
  "320": { width: 320, height: 640 },
  "text-200": { textSize: "200%" },
  "text-200-320": { textSize: "200%", width: 320, height: 640 },
  print: { print: true },
};

const SCRIPT = readFileSync("dist/page.js", "utf8");

/** Shows a scene in one look after the other; looks in the same language and by the same means share a tab. */
export async function inEachLook(
  browser: Browser,
  scene: Scene,
  looks: Iterable<[name: string, look: Look]>,
  visit: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const tabs = new Map<string, Page>();
  for (const [name, look] of looks) {
    const { locale = "en-GB", javaScriptEnabled = true } = look;
    const key = `${locale} ${javaScriptEnabled}`;
    const page = tabs.get(key) ?? (await openScene(browser, scene, { locale, javaScriptEnabled }));
    tabs.set(key, page);
    await see(page, look);
    await visit(page, name);
  }
  for (const page of tabs.values()) await page.context().close();
}

/** Opens a scene in a tab of its own, two seconds after its moment; there the clock stands. */
async function openScene(
  browser: Browser,
  { site, state, alone }: Scene,
  options: BrowserContextOptions,
): Promise<Page> {
  const body = await maintenancePage(site, {
    data: { hub: alone ? undefined! : HUB, stateUrl: undefined!, state },
    connections: [HUB],
    script: SCRIPT,
  });
  const context = await browser.newContext({ timezoneId: "Europe/Berlin", ...options });
  const page = await context.newPage();
  if (options.javaScriptEnabled) {
    // It runs until it is paused, and cannot be set back.
    await page.clock.install({ time: NOW - 60 * MINUTE });
    await page.clock.pauseAt(NOW);
  }
  await page.route("**/*", (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body })
      : route.abort(),
  );
  await page.goto(site === "standing-in" ? "https://shop.example.org/orders/7" : "https://maintenance.example.com/");
  if (options.javaScriptEnabled) await page.clock.runFor(2_000);
  return page;
}

async function see(page: Page, { width = 960, height = 720, print, textSize = "", ...media }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ media: print ? "print" : "screen", ...ORDINARY, ...media });
  await page.evaluate((size) => void (document.documentElement.style.fontSize = size), textSize);
}
