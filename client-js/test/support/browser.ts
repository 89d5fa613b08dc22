import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, LaunchOptions, Page } from "playwright-core";
import assert from "node:assert/strict";
import { PATIENCE } from "./until.js";

const dist = join(process.cwd(), "dist");

/** The script tag's code, as it is shipped. */
export const script = readFileSync(join(dist, "interlude.min.js"), "utf8");
export const exampleFile = (name: string): string => readFileSync(join(dist, "example", name), "utf8");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts Chromium; `CHROMIUM` names another one than Debian's. */
export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    // A container's root user has no sandbox, and its /dev/shm is small.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    timeout: PATIENCE,
    ...options,
  });
  browser.on("context", (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}

/** The nonce, the policy and the page of an application that is as strict as can be. */
export const STRICT_CSP = (hub: string): string =>
  [
    "default-src 'none'",
    "script-src 'nonce-abc'",
    `connect-src 'self' ${hub} ${hub.replace("http", "ws")}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
  ].join("; ");

/** A small application page with the script tag in its head. */
export function application(hub: string, attributes = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width, initial-scale=1">
<script async nonce="abc" src="/interlude.min.js" data-app="shop" data-hub="${hub}" ${attributes}></script></head>
<body><main><h1>Shop</h1><label>Note <input id="note"></label><a href="/other">Other page</a></main></body></html>`;
}

/** Fails with what axe found. */
export async function assertAccessible(page: Page, why: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const found = await (globalThis as any).axe.run(document);
    return found.violations.map((violation: any) => ({
      id: violation.id,
      nodes: violation.nodes.map((node: any) => `${node.target} ${node.failureSummary}`),
    }));
  });
  assert.deepEqual(violations, [], why);
}
