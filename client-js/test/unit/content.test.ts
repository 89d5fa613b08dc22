import assert from "node:assert/strict";
import { test } from "node:test";
import { content } from "../../src/banner/content.js";
import type { Content } from "../../src/banner/content.js";
import { digits, times } from "../../src/banner/times.js";
import { words } from "../../src/banner/words.js";
import { derive } from "../../src/core.js";
import type { MaintenanceState } from "../../src/core.js";
import { state } from "../support/world.js";

process.env.TZ = "UTC";

function at(time: string, change: Partial<MaintenanceState> = {}, language = "en", bypassing = false): Content {
  const now = Date.parse(`2026-11-20T${time}Z`);
  const voice = { language, languages: [language], words: words[language]!, times: times(language) };
  return content(derive(state(change), now), now, bypassing, voice);
}

/** Some Unicode data puts narrow spaces and dashes where others have plain ones. */
const plain = (text: string | false | undefined): string => (text || "").replace(/[\s\u2009\u202f]+/g, " ");

test("scheduled: the operator's title, the window in the reader's words, a coarse distance", () => {
  const shown = at("12:00:00");
  assert.deepEqual(shown.title, { text: "Scheduled maintenance", lang: "en" });
  assert.match(plain(shown.time), /^10:00 – 10:30 PM UTC$/);
  assert.equal(shown.countdown, "Starts in 10 hours");
  assert.equal(shown.look, "scheduled");
});

test("the date is said where it is not today", () => {
  const shown = at("12:00:00", { notice: { ...state().notice!, startsAt: "2026-11-22T22:00:00Z", endsAt: undefined! } });
  assert.match(plain(shown.time), /Sun, Nov 22/);
  assert.equal(shown.countdown, "Starts in 2 days");
});

test("the last hour counts minutes and seconds", () => {
  assert.equal(at("21:00:00").countdown, "Starts in 1 hour");
  assert.equal(at("21:00:01").countdown, "Starts in 59:59");
  assert.equal(at("21:59:51").countdown, "Starts in 00:09");
  assert.equal(at("21:00:01").look, "scheduled soon");
});

test("a start that is past and not yet begun", () => {
  assert.equal(at("22:00:00").countdown, "Starts now");
  assert.equal(at("22:05:00").countdown, "Starts now");
});

test("in progress: our words first, then the newest update, then the body, then the title", () => {
  const notice = state().notice!;
  const during = (change: Partial<typeof notice>): Content =>
    at("22:10:00", { phase: "in_progress", notice: { ...notice, ...change } });
  assert.equal(during({}).title.text, "Maintenance in progress");
  assert.equal(during({}).message.text, "Scheduled maintenance");
  assert.equal(during({ body: { en: "Body." } }).message.text, "Body.");
  const updates = ["First.", "Second."].map((en) => ({ at: "2026-11-20T22:00:00Z", text: { en } }));
  assert.equal(during({ body: { en: "Body." }, updates }).message.text, "Second.");
  assert.equal(plain(during({}).time), "Expected back: 10:30 PM UTC");
  assert.equal(during({ endsAt: undefined! }).time, false, "nobody knows");
});

test("overdue promises no time", () => {
  const shown = at("22:45:00", { phase: "in_progress" });
  assert.equal(shown.title.text, "Maintenance is taking longer than planned");
  assert.equal(shown.time, false);
  assert.equal(shown.look, "in_progress overdue");
});

test("completed", () => {
  const shown = at("22:10:00", { phase: "completed", updatedAt: "2026-11-20T22:05:00Z" });
  assert.equal(shown.title.text, "Maintenance is complete");
  assert.equal(shown.message.text, "Scheduled maintenance");
});

test("bypassing is said only during maintenance", () => {
  assert.equal(at("22:10:00", { phase: "in_progress" }, "en", true).title.text, "You are bypassing maintenance");
  assert.equal(at("21:10:00", {}, "en", true).title.text, "Scheduled maintenance");
});

test("every language has every word", () => {
  for (const [language, said] of Object.entries(words)) {
    assert.deepEqual(Object.keys(said), Object.keys(words["en"]!), language);
    assert.ok(Object.values(said).every((text) => text.length > 0), language);
  }
});

test("German", () => {
  const shown = at("20:00:00", {}, "de");
  assert.equal(shown.title.text, "Geplante Wartung");
  assert.equal(shown.countdown, "Beginnt in 2 Stunden");
});

test("digits", () => {
  assert.equal(digits(0), "00:00");
  assert.equal(digits(59_999), "00:59");
  assert.equal(digits(3_599_000), "59:59");
});
