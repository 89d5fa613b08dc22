import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "../../src/page/data.js";
import type { PageData } from "../../src/page/data.js";
import { timeFormat } from "../../src/page/time.js";
import { state } from "../support/world.js";

// Zones are named in what follows.
process.env["TZ"] = "UTC";
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test("the last hour is counted in figures", () => {
  const { figures } = timeFormat("en-GB");
  assert.equal(figures(SECOND), "00:01");
  assert.equal(figures(271 * SECOND), "04:31");
  assert.equal(figures(HOUR - SECOND), "59:59");
  assert.equal(timeFormat("ar-EG").figures(271 * SECOND), "٠٤:٣١");
});

test("how far off it is stands in one unit that says enough, and in the grammar of the language", () => {
  const { ahead } = timeFormat("en-GB");
  assert.equal(ahead(1), "in 1 second");
  assert.equal(ahead(10 * SECOND), "in 10 seconds");
  assert.equal(ahead(60 * SECOND), "in 1 minute");
  assert.equal(ahead(59.5 * SECOND), "in 1 minute");
  assert.equal(ahead(300 * SECOND), "in 5 minutes");
  assert.equal(ahead(1.5 * HOUR), "in 90 minutes");
  assert.equal(ahead(3 * HOUR), "in 3 hours");
  assert.equal(timeFormat("de").ahead(72 * HOUR), "in 3 Tagen");
  assert.equal(timeFormat("zh").ahead(300 * SECOND), "5分钟后");
});

test("a window names its day once, and its zone", () => {
  const from = Date.parse("2026-11-20T22:00:00Z");
  const { range } = timeFormat("en-GB");
  assert.match(range(from, from + HOUR / 2), /^Fri,? 20 Nov,? 22:00\s?–\s?22:30 UTC$/);
  assert.match(range(from, from + 4 * HOUR), /^Fri,? 20 Nov,? 22:00 UTC\s–\sSat,? 21 Nov,? 02:00 UTC$/);
  assert.match(range(from, NaN), /^Fri,? 20 Nov,? 22:00 UTC$/);
});

test("the day is named unless it is today", () => {
  const { moment } = timeFormat("en-GB");
  const now = Date.now();
  assert.match(moment(now), /^\d\d:\d\d$/);
  assert.match(moment(now - 72 * HOUR), /^\w{3}.* \d\d:\d\d$/);
});

function page(texts: Record<string, string>, more: Partial<PageData> = {}): PageData {
  return { title: "Shop $& Co", state: state(), language: "en", keys: "dir|isBack", texts, ...more };
}

test("the page speaks the first language that the reader wants and it has", () => {
  const data = page({ de: "ltr|{app} ist da", en: "ltr|{app} is back" });
  const { language, texts } = reader(data, ["fr", "de-AT", "en"], "https://shop.example.com");
  assert.equal(language, "de");
  assert.equal(texts.dir, "ltr");
  assert.equal(texts.isBack, "Shop $& Co ist da", "the name is no pattern");
  assert.equal(reader(data, ["fr", "en"], "https://shop.example.com").language, "en");
});

test("a locale that is none is passed over, so that the page still speaks and leads back", () => {
  const data = page({ en: "ltr|{app} is back" });
  const { language, time } = reader(data, ["en-US@posix", "en-GB"], "https://shop.example.com");
  assert.equal(language, "en");
  assert.match(time.range(Date.parse("2026-11-20T22:00:00Z"), NaN), /20 Nov/, "as in en-GB");
});

test("the page stands in for the application where it is seen under the application's origin", () => {
  const texts = { en: "ltr|" };
  const own = { appUrl: "https://shop.example.com/app" };
  assert.equal(reader(page(texts), [], "https://any.example.com").standsIn, true);
  assert.equal(reader(page(texts, own), [], "https://shop.example.com").standsIn, true);
  assert.equal(reader(page(texts, own), [], "https://maintenance.example.com").standsIn, false);
});
