// Every snippet of the README, as it stands there but for the hub's address: built by a bundler from the package's own
// exports and run in a browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import type { Plugin } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { compileScript, parse } from "vue/compiler-sfc";
import type { MaintenanceState } from "../../src/core.js";
import { launch, script } from "../support/browser.js";
import { startHub } from "../support/hub.js";
import type { Hub } from "../support/hub.js";
import { until } from "../support/until.js";
import { state } from "../support/world.js";

const README = readFileSync("README.md", "utf8");
const HUB = /https:\/\/hub\.example\.com/g;
const PROBLEM = '{"type":"tag:interlude.dev,2026:maintenance","status":503}';

/** The code blocks of a language in a section. */
function snippets(section: string, language: string): string[] {
  const text = README.split(/^## /m).find((part) => part.startsWith(`${section}\n`));
  assert.ok(text, `the README has a section ${section}`);
  const found = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code]) => code!);
  assert.ok(found.length > 0, `${section} holds ${language}`);
  return found;
}

const snippet = (section: string, language: string): string => snippets(section, language)[0]!;

/** Files that only exist here, by name; everything else is resolved as in an application that installed the package. */
function given(files: Record<string, string>): Plugin {
  return {
    name: "given",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^given:/ }, ({ path }) => ({ path, namespace: "given" }));
      onLoad({ filter: /.*/, namespace: "given" }, ({ path }) => ({
        contents: files[path]!,
        loader: path.endsWith(".tsx") ? "tsx" : "js",
        resolveDir: process.cwd(),
      }));
    },
  };
}

async function bundled(entry: string, files: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: "tsx" },
    plugins: [given(files)],
    bundle: true,
    format: "iife",
    jsx: "automatic",
    write: false,
    logLevel: "error",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  });
  return outputFiles[0]!.text;
}

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Scene {
  page: Page;
  hub: Hub;
  errors: string[];
}

/** Serves an application that consists of that code, or of that head, next to its hub. */
async function scene(
  make: (hub: string) => Promise<{ head?: string; app?: string }>,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  let served: { head?: string; app?: string } = {};
  const hub = await startHub((request, response) => {
    if (request.url === "/app.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(served.app);
    } else if (request.url === "/client/0.1.0/interlude.min.js") {
      response.writeHead(200, { "content-type": "text/javascript", "access-control-allow-origin": "*" }).end(script);
    } else if (request.url === "/api/orders") {
      response.writeHead(503, { "content-type": "application/problem+json" }).end(PROBLEM);
    } else {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${served.head ?? ""}</head>
<body><div id="root"></div>${served.app ? '<script src="/app.js"></script>' : ""}</body></html>`);
    }
  });
  served = await make(hub.url);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  try {
    await page.goto(hub.url);
    await until("the connection", () => hub.opened === 1);
    await play({ page, hub, errors });
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
    await hub.close();
  }
}

const running: MaintenanceState = state({
  revision: 2,
  phase: "in_progress",
  notice: { ...state().notice!, endsAt: undefined! },
});

async function showsTheBanner({ page, hub }: Scene): Promise<void> {
  hub.publish(state());
  await page.getByRole("region", { name: "Scheduled maintenance" }).waitFor();
  hub.publish(running);
  await page.getByRole("region", { name: "Maintenance in progress" }).waitFor();
  assert.equal(hub.sockets.size, 1);
}

test("script tag: with its integrity, and what the global offers", async () => {
  const integrity = createHash("sha384").update(script).digest("base64");
  assert.equal(
    (JSON.parse(readFileSync("dist/client.json", "utf8")) as { integrity: string }).integrity,
    `sha384-${integrity}`,
  );
  const make = async (hub: string) => ({
    head: snippet("Script tag", "html").replace(HUB, hub).replace("sha384-…", `sha384-${integrity}`),
  });
  await scene(make, async (on) => {
    await on.page.waitForFunction(() => "interlude" in window);
    await on.page.evaluate(() => {
      const logged: unknown[] = [];
      Object.assign(window, { logged, saveDraft: () => logged.push("saved") });
      console.log = (...values: unknown[]) => logged.push(...values);
    });
    const use = snippet("Script tag", "js").replace(/^interlude\.bypass.*$/m, "");
    await on.page.evaluate((code) => window.eval(code), use);
    await showsTheBanner(on);
    await until("the phases and the draft", async () => {
      const logged: unknown[] = await on.page.evaluate(() => (window as any).logged);
      return ["scheduled", "in_progress", "saved"].every((entry) => logged.includes(entry));
    });
    await on.page.evaluate(() => window.eval("interlude.bypass()"));
    await on.page.getByRole("region", { name: "You are bypassing maintenance" }).waitFor();
  });
});

test("script tag: other bytes than the integrity names do not run", async () => {
  const make = async (hub: string) => ({
    head: snippet("Script tag", "html").replace(HUB, hub).replace("sha384-…", `sha384-${"A".repeat(64)}`),
  });
  const hub = await startHub((request, response) => {
    if (request.url === "/client/0.1.0/interlude.min.js") {
      response.writeHead(200, { "content-type": "text/javascript", "access-control-allow-origin": "*" }).end(script);
    } else {
      response.writeHead(200, { "content-type": "text/html" });
      void make(hub.url).then(({ head }) => response.end(`<!doctype html><title>Shop</title>${head}`));
    }
  });
  const page = await browser.newPage();
  try {
    await page.goto(hub.url);
    assert.equal(await page.evaluate(() => "interlude" in window), false);
  } finally {
    await page.close();
    await hub.close();
  }
});

test("React", async () => {
  const entry = `import { StrictMode } from "react"; import { createRoot } from "react-dom/client"; import { App } from "given:app.tsx";
createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);`;
  const make = async (hub: string) => ({
    app: await bundled(entry, { "given:app.tsx": snippet("React 18 and later", "tsx").replace(HUB, hub) }),
  });
  await scene(make, async (on) => {
    await on.page.getByLabel("Note").fill("fragile");
    await showsTheBanner(on);
    await on.page.getByText("in_progress").waitFor();
    await until("the draft", () => on.page.evaluate(() => sessionStorage["note"] === "fragile"));
  });
});

test("Vue", async () => {
  const make = async (hub: string) => {
    const { descriptor } = parse(snippet("Vue 3", "vue").replace(HUB, hub));
    const { content } = compileScript(descriptor, { id: "app", inlineTemplate: true });
    const entry = 'import { createApp } from "vue"; import App from "given:app.js"; (window as any).app = createApp(App); (window as any).app.mount("#root");';
    return { app: await bundled(entry, { "given:app.js": content }) };
  };
  await scene(make, async (on) => {
    await on.page.getByText("nothing is known yet").waitFor();
    await showsTheBanner(on);
    await on.page.getByText("in_progress").waitFor();
    await on.page.evaluate(() => (window as any).app.unmount());
    await until("the end of the connection", () => on.hub.sockets.size === 0);
    assert.equal(await on.page.locator("interlude-banner").count(), 0);
  });
});

test("plain modules", async () => {
  const entry = 'import { order } from "given:app.js"; Object.assign(window, { order });';
  const make = async (hub: string) => ({
    app: await bundled(entry, { "given:app.js": snippet("Plain modules", "js").replace(HUB, hub) }),
  });
  await scene(make, async (on) => {
    const logged = on.page.waitForEvent("console", (message) => message.text() === "scheduled Scheduled maintenance");
    await showsTheBanner(on);
    await logged;
    assert.equal(await on.page.evaluate(() => (window as any).order("seeds")), "kept until maintenance is over");
  });
});

test("theming: the element, its properties and its parts", async () => {
  const make = async (hub: string) => ({
    head: `<style>${snippet("Theming", "css")}</style>${snippet("Script tag", "html").replace(HUB, hub).replace(/integrity="[^"]*"/, "")}`,
  });
  await scene(make, async (on) => {
    await showsTheBanner(on);
    const seen = await on.page.locator("interlude-banner").evaluate((host) => {
      const style = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
      const part = (name: string): Element => host.shadowRoot!.querySelector(`[part=${name}]`)!;
      return [
        style(part("banner")).backgroundColor,
        style(part("title")).fontWeight,
        style(host).zIndex,
        style(part("message")).fontFamily,
      ];
    });
    assert.deepEqual(seen, ["rgb(11, 107, 79)", "500", "900", 'Inter, sans-serif']);
  });
});
