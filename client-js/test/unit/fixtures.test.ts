import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { derive, isNewer, readState } from "../../src/core.js";

const fixtures = join(process.cwd(), "..", "protocol", "fixtures");
const read = (...path: string[]): any => JSON.parse(readFileSync(join(fixtures, ...path), "utf8"));
const names = (folder: string): string[] => {
  const found = readdirSync(join(fixtures, folder)).filter((name) => name.endsWith(".json"));
  assert.ok(found.length > 0, `${folder} holds fixtures`);
  return found;
};

for (const name of names("valid")) {
  test(`valid/${name} is read whole`, () => {
    const document = read("valid", name);
    // Compared as JSON: an absent field and an undefined one are the same there.
    assert.deepEqual(JSON.parse(JSON.stringify(readState(document))), document);
  });
}

for (const name of names("invalid")) {
  test(`invalid/${name} is read as nothing or as a whole state, and never throws`, () => {
    const { document, text } = read("invalid", name);
    const value = text === undefined ? document : parse(text);
    const state = readState(value);
    if (!state) return;
    const view = derive(state, Date.parse("2026-11-20T22:10:00Z"));
    assert.equal(view.notice === null, view.phase === "operational");
    assert.ok(!view.notice?.url || /^https?:/i.test(view.notice.url), "no address that could run");
    assert.ok(!view.notice?.endsAt || Date.parse(view.notice.endsAt) > 0, "no time that cannot be formatted");
  });
}

for (const name of names("future")) {
  const { why, document, shown } = read("future", name);
  test(`future/${name}: ${why}`, () => {
    const state = readState(document);
    if (shown === null) {
      assert.equal(state, null);
    } else {
      const view = derive(state!, Date.parse(document.updatedAt));
      assert.deepEqual({ phase: view.phase, noticeId: view.notice?.id ?? null }, shown);
    }
  });
}

for (const { name, now, state, expect } of read("derive.json").cases) {
  test(`derive: ${name}`, () => {
    const { phase, overdue } = derive(readState(state)!, Date.parse(now));
    assert.deepEqual({ phase, overdue }, expect);
  });
}

for (const { name, a, b, greater } of read("order.json").cases) {
  test(`order: ${name}`, () => {
    const [left, right] = [a, b].map(([epoch, revision]) => ({ epoch, revision }));
    assert.equal(isNewer(left!, right!), greater === "a");
    assert.equal(isNewer(right!, left!), greater === "b");
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
