import assert from "node:assert/strict";
import { test } from "node:test";
import { voice } from "../../src/banner/content.js";
import type { Part } from "../../src/banner/content.js";
import { distance } from "../../src/banner/times.js";
import { words } from "../../src/banner/words.js";
import { derive } from "../../src/core.js";
import type { MaintenanceState } from "../../src/core.js";
import { state } from "../support/world.js";

process.env.TZ = "UTC";

interface Spoken {
  change?: Partial<MaintenanceState>;
  wanted?: string;
  locales?: string[];
  bypassing?: boolean;
}

/** What the parts say at a time of the day. */
function at(time: string, { change = {}, wanted = "en", locales = [wanted], bypassing = false }: Spoken = {}) {
  const now = Date.parse(`2026-11-20T${time}Z`);
  const view = derive(state(change), now);
  const [content] = voice(wanted, locales);
  const shown = content(view, Date.parse(view.notice!.startsAt) - now, bypassing, false);
  // Some Unicode data puts narrow spaces and dashes where others have plain ones.
  const said = (part: Part): string => (shown[part].textContent ?? "").replace(/[\s\u2009\u202f]+/g, " ");
  return { shown, said };
}

test("scheduled: the operator's title, the window with date and zone, a coarse distance", () => {
  const { shown, said } = at("12:00:00");
  assert.deepEqual([shown.title.textContent, shown.title.lang], ["Scheduled maintenance", "en"]);
  assert.match(said("time"), /^Nov 20, 10:00 – 10:30 PM UTC$/);
  assert.equal(said("countdown"), "in 10 hours");
  assert.equal(said("dismiss"), "OK");
  assert.deepEqual(shown.banner, { hidden: false, className: "scheduled", role: "region", ariaLabel: "Scheduled maintenance" });
});

test("a window that has no end has a beginning", () => {
  const { said } = at("12:00:00", {
    change: { notice: { ...state().notice!, startsAt: "2026-11-22T22:00:00Z", endsAt: undefined! } },
  });
  assert.match(said("time"), /^Nov 22, 10:00 PM UTC$/);
  assert.equal(said("countdown"), "in 2 days");
});

test("a distance is in the coarsest unit of which there are two", () => {
  for (const [seconds, said] of [
    [172_800, "in 2 days"],
    [172_700, "in 48 hours"],
    [7_200, "in 2 hours"],
    [7_199, "in 120 minutes"],
    [720, "in 12 minutes"],
    [120, "in 2 minutes"],
    [119, "in 119 seconds"],
    [9, "in 9 seconds"],
    [0, "now"],
    [-300, "now"],
  ] as const) {
    assert.equal(distance("en", seconds * 1_000), said);
  }
});

test("in progress: our words first, then the newest update, then the body, then the title", () => {
  const notice = state().notice!;
  const during = (change: Partial<typeof notice>) =>
    at("22:10:00", { change: { phase: "in_progress", notice: { ...notice, ...change } } });
  assert.equal(during({}).said("title"), "Maintenance in progress");
  assert.equal(during({}).said("message"), "Scheduled maintenance");
  assert.equal(during({ body: { en: "Body." } }).said("message"), "Body.");
  const updates = ["First.", "Second."].map((en) => ({ at: "2026-11-20T22:00:00Z", text: { en } }));
  assert.equal(during({ body: { en: "Body." }, updates }).said("message"), "Second.");
  assert.match(during({}).said("time"), /10:00 – 10:30 PM UTC$/);
  assert.match(during({ endsAt: undefined! }).said("time"), /10:00 PM UTC$/, "nobody knows the end");
  assert.equal(during({}).said("countdown"), "");
  assert.equal(during({}).said("dismiss"), "", "maintenance itself is not dismissed");
});

test("overdue promises no time", () => {
  const { said } = at("22:45:00", { change: { phase: "in_progress" } });
  assert.equal(said("title"), "Maintenance is taking longer than planned");
  assert.equal(said("time"), "");
});

test("completed", () => {
  const { said } = at("22:10:00", { change: { phase: "completed", updatedAt: "2026-11-20T22:05:00Z" } });
  assert.equal(said("title"), "Maintenance is complete");
  assert.equal(said("message"), "Scheduled maintenance");
  assert.equal(said("time") + said("countdown"), "");
});

test("bypassing is said only during maintenance", () => {
  const change = { phase: "in_progress" } as const;
  assert.equal(at("22:10:00", { change, bypassing: true }).said("title"), "You are bypassing maintenance");
  assert.equal(at("21:10:00", { bypassing: true }).said("title"), "Scheduled maintenance");
});

test("only what the notice links to is a link", () => {
  const notice = { ...state().notice!, url: "https://maintenance.example.com/" };
  assert.deepEqual(at("12:00:00", { change: { notice } }).shown.link.href, notice.url);
  assert.equal(at("12:00:00", { change: { notice } }).said("link"), "Details");
  assert.equal(at("12:00:00").said("link"), "");
});

test("there are four languages, and every one has every word", () => {
  assert.deepEqual(Object.keys(words), ["en", "de", "fr", "es"]);
  for (const [language, said] of Object.entries(words)) {
    assert.equal(said.length, 5, language);
    assert.ok(said.every((text) => text.length > 0), language);
  }
});

test("each language is spoken throughout, and each text says which language it is in", () => {
  const spoken = { de: "in 2 Stunden", fr: "dans 2 heures", es: "dentro de 2 horas" };
  for (const [wanted, countdown] of Object.entries(spoken)) {
    assert.equal(at("20:00:00", { wanted }).said("countdown"), countdown);
    const during = at("22:10:00", { wanted, change: { phase: "in_progress" } });
    assert.equal(during.said("title"), words[wanted]![0]);
    assert.equal(during.shown.title.lang, wanted);
    assert.equal(during.shown.message.lang, wanted === "de" ? "de" : "en");
  }
});

test("a reader's own region of the language decides how times are written", () => {
  assert.match(at("12:00:00", { wanted: "en", locales: ["fr", "en-GB"] }).said("time"), /22:00\s?–\s?22:30/);
  assert.match(at("12:00:00", { wanted: "en", locales: ["fr", "en-US"] }).said("time"), /10:00 – 10:30 PM/);
  assert.match(at("12:00:00", { locales: ["en-US@posix", "en-GB"] }).said("time"), /22:00\s?–\s?22:30/, "one that is no locale");
});

test("who asks for a language that there is none of gets the browser's next", () => {
  assert.equal(at("22:10:00", { wanted: "ja", locales: ["it", "es-MX"], change: { phase: "in_progress" } }).said("title"), "Mantenimiento en curso");
});
