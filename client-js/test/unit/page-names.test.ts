import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { frame, state } from "../support/world.js";

const shortened = new Set(JSON.parse(readFileSync("scripts/page-names.json", "utf8")) as string[]);

function names(value: unknown): string[] {
  const found = value === Object(value) ? Object.entries(value as object) : [];
  return found.flatMap(([name, part]) => [name].concat(names(part)));
}

function assertLeftAlone(what: string, document: unknown): void {
  const found = names(document);
  assert.ok(found.length > 0, what);
  assert.deepEqual(found.filter((name) => shortened.has(name)), [], what);
}

test("the page's script shortens no name of a state", () => {
  const folder = join("..", "protocol", "fixtures", "valid");
  for (const name of readdirSync(folder)) assertLeftAlone(name, JSON.parse(readFileSync(join(folder, name), "utf8")));
});

test("the page's script shortens no name of a frame", () => {
  assertLeftAlone("frame", frame(state(), { now: 1, spreadMs: 2, heartbeatMs: 3, reconnectMs: 4 }));
});

test("the page's script shortens no name of the data that the publisher writes for it", () => {
  for (const site of ["standing-in", "own-host"]) {
    const page = readFileSync(join("..", "publisher", "src", "test", "resources", "golden", site, "index.html"), "utf8");
    assertLeftAlone(site, JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)![1]!));
    for (const [, key] of page.matchAll(/data-text="(\w+)"/g)) assert.ok(!shortened.has(key!), key);
  }
});

test("the page's script has lost every name that it may shorten, and no other of its data", () => {
  const script = readFileSync("dist/page.js", "utf8");
  for (const name of shortened) assert.doesNotMatch(script, new RegExp(`[.{,]${name}[:=,})(]`), `${name} is still there`);
  for (const name of ["appUrl", "siteUrl", "stateUrl", "spreadMs", "attempts", "saw"]) assert.match(script, new RegExp(`\\b${name}\\b`));
});
