import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isMaintenance } from "../../src/core.js";

const golden = (name: string): string =>
  readFileSync(join("..", "publisher", "src", "test", "resources", "golden", "standing-in", name), "utf8");
const PROBLEM = { "content-type": "application/problem+json" };

test("our 503 is recognised, and its body can still be read", async () => {
  const response = new Response(golden("503.json"), { status: 503, headers: PROBLEM });
  assert.equal(await isMaintenance(response), true);
  assert.equal(((await response.json()) as { status: number }).status, 503);
});

test("so is the page where an API was expected, whatever status its host gives it", async () => {
  for (const status of [503, 404]) {
    assert.equal(await isMaintenance(new Response(golden("404.html"), { status })), true);
  }
});

for (const [what, response] of Object.entries({
  "a 503 of the application's own": new Response('{"type":"about:blank","status":503}', { status: 503, headers: PROBLEM }),
  "a gateway's page": new Response("<!doctype html><title>503</title>", { status: 503 }),
  "an empty answer": new Response(null, { status: 503 }),
  "a success, whatever is in it": new Response(golden("503.json")),
})) {
  test(`${what} is not maintenance`, async () => {
    assert.equal(await isMaintenance(response), false);
  });
}
