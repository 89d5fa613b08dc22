import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Package {
  version: string;
  exports: Record<string, string | { import: { default: string }; require: { default: string } }>;
}

const { exports, version } = JSON.parse(readFileSync("package.json", "utf8")) as Package;
const entries = Object.entries(exports).flatMap(([name, targets]) =>
  typeof targets === "string" ? [] : [[`@interlude/client${name.slice(1)}`, targets] as const],
);

/** Runs code in a Node of its own, whose global object nobody has touched. */
function inNode(type: "module" | "commonjs", code: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [`--input-type=${type}`, "--eval", code], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

for (const [name] of entries) {
  for (const [type, load] of [
    ["module", `await import("${name}")`],
    ["commonjs", `require("${name}")`],
  ] as const) {
    test(`${name} as ${type}: its import touches nothing, in a place without a document`, () => {
      const code = `
        const touched = [];
        for (const name of ["fetch", "setTimeout", "setInterval", "addEventListener", "WebSocket", "document", "window"])
          Object.defineProperty(globalThis, name, { get: () => void touched.push(name), configurable: true });
        const before = Object.getOwnPropertyNames(globalThis).length;
        const module = ${load};
        process.stdout.write(JSON.stringify([
          Object.keys(module).length > 0, touched, Object.getOwnPropertyNames(globalThis).length - before,
        ]));`;
      assert.deepEqual(JSON.parse(inNode(type, code)), [true, name.endsWith("/react") ? JSON.parse(touchedByReact(type)) : [], 0]);
    });
  }
}

/** React's development build looks around by itself. */
function touchedByReact(type: "module" | "commonjs"): string {
  const load = type === "module" ? 'await import("react")' : 'require("react")';
  return inNode(
    type,
    `const touched = [];
     for (const name of ["fetch", "setTimeout", "setInterval", "addEventListener", "WebSocket", "document", "window"])
       Object.defineProperty(globalThis, name, { get: () => void touched.push(name), configurable: true });
     ${load};
     process.stdout.write(JSON.stringify(touched));`,
  );
}

test("the React entry is a client's, in both module systems", () => {
  for (const file of ["dist/react.js", "dist/react.cjs"]) assert.match(readFileSync(file, "utf8"), /^("use strict";\n)?"use client";/);
});

test("every entry ships its source map, with the sources in it", () => {
  for (const [, { import: esm, require: cjs }] of entries) {
    for (const file of [esm.default, cjs.default]) {
      const map = JSON.parse(readFileSync(`${file}.map`, "utf8")) as { sources: string[]; sourcesContent: string[] };
      assert.ok(map.sources.length > 0 && map.sources.length === map.sourcesContent.length, file);
    }
  }
});

test("the README pins the version that is built", () => {
  assert.match(readFileSync("README.md", "utf8"), new RegExp(`/client/${version}/interlude\\.min\\.js`));
});
