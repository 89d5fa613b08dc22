import assert from "node:assert/strict";
import { test } from "node:test";
import { reader } from "../../src/page/data.js";
import type { PageData } from "../../src/page/data.js";
import { timeFormat } from "../../src/page/time.js";
import { state } from "../support/world.js";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test("a countdown shows what is left, in figures below a day", () => {
  const { left } = timeFormat("en-GB");
  assert.equal(left(1), "00:01");
  assert.equal(left(271 * SECOND), "04:31");
  assert.equal(left(HOUR), "1:00:00");
  assert.equal(left(HOUR + 271 * SECOND), "1:04:31");
  assert.equal(left(13 * HOUR), "13:00:00");
  assert.equal(left(49 * HOUR), "2 days");
});

test("a span is spoken in its largest unit", () => {
  const { span } = timeFormat("en-GB");
  assert.equal(span(10 * SECOND), "10 seconds");
  assert.equal(span(60 * SECOND), "1 minute");
  assert.equal(span(59.5 * SECOND), "1 minute");
  assert.equal(span(300 * SECOND), "5 minutes");
  assert.equal(span(HOUR), "1 hour");
  assert.equal(timeFormat("de").span(72 * HOUR), "3 Tage");
});

test("the day is named unless it is today", () => {
  const { moment, clock } = timeFormat("en-GB");
  const now = Date.now();
  assert.equal(moment(now), clock(now));
  assert.match(moment(now - 72 * HOUR), /^\w{3}.* \d\d:\d\d$/);
});

function page(texts: Record<string, Record<string, string>>, more: Partial<PageData> = {}): PageData {
  return { app: "shop", title: "Shop $& Co", state: state(), language: "en", texts: texts as PageData["texts"], ...more };
}

test("the page speaks the first language that the reader wants and it has", () => {
  const data = page({ de: { isBack: "{app} ist da" }, en: { isBack: "{app} is back" } });
  const { language, texts } = reader(data, ["fr", "de-AT", "en"], "https://shop.example.com");
  assert.equal(language, "de");
  assert.equal(texts.isBack, "Shop $& Co ist da", "the name is no pattern");
  assert.equal(reader(data, ["fr"], "https://shop.example.com").language, "en");
});

test("the page stands in for the application where it is seen under the application's origin", () => {
  const texts = { en: {} };
  const own = { appUrl: "https://shop.example.com/app" };
  assert.equal(reader(page(texts), [], "https://any.example.com").standsIn, true);
  assert.equal(reader(page(texts, own), [], "https://shop.example.com").standsIn, true);
  assert.equal(reader(page(texts, own), [], "https://maintenance.example.com").standsIn, false);
});
