import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { MaintenanceState } from "../../src/core.js";
import { application, exampleFile, launch, script } from "../support/browser.js";
import { startHub } from "../support/hub.js";
import type { Hub } from "../support/hub.js";
import { until } from "../support/until.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PATH = "/orders?show=open#order-1042";
const PAGE = '<!doctype html><html lang="en"><meta name="interlude-page" content="100.2"><title>Maintenance</title><h1>Maintenance';

function state(phase: MaintenanceState["phase"], revision: number): MaintenanceState {
  const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
  const notice = { id: "database", startsAt: at(-1), endsAt: at(30), title: { en: "Database upgrade" } };
  return { schema: 1, app: "shop", epoch: 100, revision, updatedAt: at(0), phase, notice };
}

/** Ends the script tag's attributes, so that the page also says which build it is. */
const BUILD = '></script><meta name="interlude-build" content="build-one"><script type="text/plain"';

interface Scene {
  page: Page;
  hub: Hub;
  /** What the edge answers from now on instead of the application. */
  edge: { answer: Answer | undefined };
  /** Requests for the page's own address. */
  probes: IncomingMessage[];
}

async function scene(attributes: string, play: (scene: Scene) => Promise<void>): Promise<void> {
  const edge: Scene["edge"] = { answer: undefined };
  const probes: IncomingMessage[] = [];
  const hub = await startHub((request, response) => {
    if (request.url === "/interlude.min.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      return;
    }
    if (!request.url!.startsWith("/orders")) {
      response.writeHead(404).end();
      return;
    }
    probes.push(request);
    if (edge.answer) return edge.answer(response);
    response.writeHead(200, { "content-type": "text/html" }).end(application(hub.url, attributes));
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  // Probes follow one another quickly, so that a test need not wait for the real gaps.
  await page.addInitScript(() => {
    const real = window.setTimeout;
    window.setTimeout = ((task: () => void, wait: number) => real(task, wait < 64_000 && wait > 50 && wait !== 10_000 && wait !== 100 ? 50 : wait)) as any;
  });
  try {
    await page.goto(hub.url + PATH);
    await until("the connection", () => hub.opened > 0);
    await play({ page, hub, edge, probes });
  } finally {
    await context.close();
    await hub.close();
  }
}

type Answer = (response: ServerResponse) => void;

const html = (body: string): Answer => (response) =>
  void response.writeHead(503, { "content-type": "text/html", "retry-after": "300" }).end(body);

const isMaintenance = (page: Page) => async (): Promise<boolean> => (await page.title().catch(() => "")) === "Maintenance";

test("gives way once the address bears the marker, to the same path, query and hash", async () => {
  await scene("data-leave", async ({ page, hub, edge, probes }) => {
    hub.publish(state("in_progress", 2));
    await until("a probe before the switch", () => probes.length >= 3);
    assert.equal(await page.title(), "Shop", "the application is still there");
    edge.answer = html(PAGE);
    await until("the maintenance page", isMaintenance(page));
    assert.equal(page.url(), hub.url + PATH);
  });
});

test("gives way for our 503 to machines too", async () => {
  await scene("data-leave", async ({ hub, edge, page }) => {
    edge.answer = (response) =>
      void response.writeHead(503, { "content-type": "application/problem+json" }).end('{"type":"tag:interlude.dev,2026:maintenance"}');
    hub.publish(state("in_progress", 2));
    await until("the navigation", async () => {
      // While the page changes there is nothing to ask.
      return (await page.evaluate(() => document.contentType).catch(() => "")) === "application/problem+json";
    });
    assert.equal(page.url(), hub.url + PATH);
  });
});

const OTHERS: Record<string, Answer> = {
  "an error of another kind": html("<!doctype html><title>Bad gateway</title>"),
  "a page without the marker": (response) =>
    void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
  "a redirect, even to a page with the marker": (response) =>
    void response.writeHead(302, { location: "/orders/maintenance" }).end(),
  "a cut connection": (response) => void response.destroy(),
};

for (const [what, answer] of Object.entries(OTHERS)) {
  test(`stays for ${what}`, async () => {
    await scene("data-leave", async ({ page, hub, edge, probes }) => {
      edge.answer = answer;
      hub.publish(state("in_progress", 2));
      await until("three probes", () => probes.length >= 4);
      assert.equal(await page.title(), "Shop");
    });
  });
}

test("stays without the attribute, and never asks", async () => {
  await scene("", async ({ page, hub, edge, probes }) => {
    edge.answer = html(PAGE);
    hub.publish(state("in_progress", 2));
    await page.locator("strong").getByText("Maintenance in progress").waitFor();
    hub.publish(state("completed", 3));
    await page.locator("strong").getByText("Maintenance is complete").waitFor();
    assert.equal(probes.length, 1);
  });
});

test("stops asking when maintenance is over before the switch", async () => {
  await scene("data-leave", async ({ page, hub, probes }) => {
    hub.publish(state("in_progress", 2));
    await until("a probe", () => probes.length >= 2);
    hub.publish(state("completed", 3));
    await page.locator("strong").getByText("Maintenance is complete").waitFor();
    const asked = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          // The gaps are 50 ms here: twenty of them without a request are an end.
          const count = (): number => performance.getEntriesByType("resource").filter(({ name }) => /orders/.test(name)).length;
          const before = count();
          setTimeout(() => resolve(count() - before), 1_000);
        }),
    );
    assert.ok(asked <= 1, `one may have been under way, there were ${asked}`);
  });
});

test("hooks are awaited before the first probe and before leaving, and a hook that fails holds nobody up", async () => {
  await scene("data-leave", async ({ page, hub, edge, probes }) => {
    await page.evaluate(() => {
      const { interlude } = window as any;
      interlude.beforeMaintenance(() => {
        throw new Error("a broken hook");
      });
      interlude.beforeMaintenance(() => new Promise((resolve) => ((window as any).saved = resolve)));
    });
    hub.publish(state("in_progress", 2));
    await page.waitForFunction(() => "saved" in window);
    assert.equal(probes.length, 1, "no probe while a hook runs");
    await page.evaluate(() => {
      const { saved } = window as any;
      delete (window as any).saved;
      saved();
    });
    await until("a probe", () => probes.length >= 2);
    edge.answer = html(PAGE);
    await page.waitForFunction(() => "saved" in window);
    assert.equal(await page.title(), "Shop", "what was typed since is being saved");
    await page.evaluate(() => (window as any).saved());
    await until("the maintenance page", isMaintenance(page));
  });
});

test("without the attribute the hooks run all the same, once", async () => {
  await scene("", async ({ page, hub, edge }) => {
    edge.answer = html(PAGE);
    await page.evaluate(() => {
      Object.assign(window, { calls: 0 });
      (window as any).interlude.beforeMaintenance(() => (window as any).calls++);
    });
    hub.publish(state("in_progress", 2));
    await page.waitForFunction(() => (window as any).calls === 1);
    hub.publish(state("completed", 3));
    await page.locator("strong").getByText("Maintenance is complete").waitFor();
    assert.equal(await page.evaluate(() => (window as any).calls), 1);
  });
});

const build = (id: string): Answer => (response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end(`<!doctype html><meta name="interlude-build" content="${id}"><title>Shop ${id}</title>`);
};

test("a tab that stayed goes to another build once, to the same path, query and hash", async () => {
  await scene(BUILD, async ({ page, hub, edge, probes }) => {
    hub.publish(state("in_progress", 2));
    await page.locator("strong").getByText("Maintenance in progress").waitFor();
    edge.answer = build("build-two");
    hub.publish(state("completed", 3));
    await until("the new build", async () => (await page.title().catch(() => "")) === "Shop build-two");
    assert.equal(page.url(), hub.url + PATH);
    assert.equal(probes.length, 3, "the page, one look, and the new page");
  });
});

test("a tab whose build is still the same stays, after three looks", async () => {
  await scene(BUILD, async ({ page, hub, probes }) => {
    hub.publish(state("in_progress", 2));
    await page.locator("strong").getByText("Maintenance in progress").waitFor();
    hub.publish(state("completed", 3));
    await until("three looks", () => probes.length === 4);
    hub.publish(state("operational", 4));
    await page.waitForFunction(() => (window as any).interlude.view().phase === "operational");
    assert.equal(probes.length, 4);
    assert.equal(await page.title(), "Shop");
  });
});

test("a page that has not seen maintenance never looks for another build, so there is no loop", async () => {
  await scene(BUILD, async ({ page, hub, edge, probes }) => {
    edge.answer = build("build-two");
    hub.publish(state("completed", 3));
    await page.locator("strong").getByText("Maintenance is complete").waitFor();
    hub.publish(state("operational", 4));
    await page.waitForFunction(() => (window as any).interlude.view().phase === "operational");
    assert.equal(probes.length, 1);
  });
});

for (const [how, attributes, act] of [
  ["the attribute that names this host", 'data-leave data-bypass="127.0.0.1"', undefined],
  ["the function", "data-leave", () => (window as any).interlude.bypass()],
] as const) {
  test(`bypassing by ${how} shows a ribbon and stays`, async () => {
    await scene(attributes, async ({ page, hub, edge, probes }) => {
      edge.answer = html(PAGE);
      if (act) await page.evaluate(act);
      hub.publish(state("in_progress", 2));
      await page.locator("strong").getByText("You are bypassing maintenance").waitFor();
      hub.publish(state("completed", 3));
      await page.locator("strong").getByText("Maintenance is complete").waitFor();
      assert.equal(probes.length, 1);
    });
  });
}

test("the attribute that names another host bypasses nothing", async () => {
  await scene('data-leave data-bypass="backdoor.example.com"', async ({ page, hub, edge }) => {
    edge.answer = html(PAGE);
    hub.publish(state("in_progress", 2));
    await until("the maintenance page", isMaintenance(page));
  });
});

test("the sample application: one connection under StrictMode, and the draft survives", async () => {
  let switched = false;
  const hub = await startHub((request, response) => {
    const path = request.url!.split("?")[0]!;
    if (switched) return html(PAGE)(response);
    if (path === "/api/inventory") response.writeHead(200, { "content-type": "application/json" }).end('{"beds":7}');
    else if (path === "/app.js") response.writeHead(200, { "content-type": "text/javascript" }).end(exampleFile("app.js"));
    else {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(exampleFile("index.html").replace('name="interlude-hub" content=""', `name="interlude-hub" content="${hub.url}"`));
    }
  });
  hub.publish(state("scheduled", 1));
  const page = await browser.newPage();
  try {
    await page.goto(`${hub.url}/?show=open#order-1042`);
    await page.getByRole("region", { name: "Database upgrade" }).waitFor();
    await page.getByText('{"beds":7}').waitFor();
    assert.equal(hub.sockets.size, 1);
    await page.getByLabel("Note for the packers").fill("Fragile");
    switched = true;
    hub.publish(state("in_progress", 2));
    await until("the maintenance page", isMaintenance(page));
    assert.equal(page.url(), `${hub.url}/?show=open#order-1042`);
    switched = false;
    await page.reload();
    assert.equal(await page.getByLabel("Note for the packers").inputValue(), "Fragile");
    await page.getByText("Order 1042").waitFor();
  } finally {
    await page.close();
    await hub.close();
  }
});
