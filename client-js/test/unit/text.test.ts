import assert from "node:assert/strict";
import { test } from "node:test";
import { pickText } from "../../src/core.js";

const texts = { en: "Hello", "pt-BR": "Olá", de: "Hallo", "de-AT": "Servus" };

test("a region finds its language", () => {
  assert.deepEqual(pickText(texts, ["de-CH"], "en"), { text: "Hallo", lang: "de" });
});

test("an exact tag is preferred, whatever its case", () => {
  assert.deepEqual(pickText(texts, ["DE-at"], "en"), { text: "Servus", lang: "de-AT" });
});

test("a language finds a region of it", () => {
  assert.deepEqual(pickText(texts, ["pt"], "en"), { text: "Olá", lang: "pt-BR" });
  assert.deepEqual(pickText(texts, ["pt-PT"], "en"), { text: "Olá", lang: "pt-BR" });
});

test("the first wanted language that is there wins", () => {
  assert.equal(pickText(texts, ["ja", "fr", "de", "en"], "en").lang, "de");
});

test("a language is not taken for another that begins alike", () => {
  assert.equal(pickText({ en: "a", den: "b" }, ["de"], "en").lang, "en");
});

test("the fallback comes before any other text, and any text before none", () => {
  assert.equal(pickText(texts, ["ja"], "en").lang, "en");
  assert.deepEqual(pickText({ fr: "Bonjour" }, ["ja"], "en"), { text: "Bonjour", lang: "fr" });
  assert.deepEqual(pickText({}, ["ja"], "en"), { text: "", lang: "en" });
});
