import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { PageData } from "../../src/page/data.js";

/** What a test changes in a page that the publisher rendered. */
export interface PageChange {
  /** Its hub is given by that one's own address. */
  data: Partial<PageData>;
  connections: string[];
  script: string;
}

/**
 * Loads a page of the publisher's golden site and puts the real script, other data and the policy that belongs to them
 * in its place: what the publisher does, with a state that the test can steer.
 */
export async function maintenancePage(site: "standing-in" | "own-host", change: PageChange): Promise<string> {
  const golden = resolve("..", "publisher", "src", "test", "resources", "golden", site, "index.html");
  const html = await readFile(golden, "utf8");
  const data = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s.exec(html)!;
  const { hub } = change.data;
  const atHub = { hub: hub && `${hub}/v1/apps/shop/` };
  const changed = JSON.stringify({ ...JSON.parse(data[2]!), ...change.data, ...atHub }).replaceAll("<", "\\u003c");
  const hash = createHash("sha256").update(change.script).digest("base64");
  return html
    .replace(data[2]!, () => changed)
    .replace("/* page.js */", () => change.script)
    .replace(/script-src '[^']*'/, `script-src 'sha256-${hash}'`)
    .replace(/connect-src [^;]*/, `connect-src ${change.connections.join(" ")}`)
    .replace(/(name="interlude-page" content=")[^"]*/, `$1${change.data.state?.epoch}.${change.data.state?.revision}`);
}

/** A place that answers every path: the application, or while it is switched off, the page. */
export interface Place {
  readonly url: string;
  /** What every path is answered with. */
  answer: { status: number; body: string };
  /** Sent with every answer. */
  headers: Record<string, string>;
  /** Paths with a body of their own, which come with 200. */
  readonly files: Map<string, string>;
  /** The paths that were asked for, favicon aside. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts a server of its own origin. */
export async function startPlace(answer: Place["answer"]): Promise<Place> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url!);
    const file = place.files.get(request.url!);
    const { status, body } = file === undefined ? place.answer : { status: 200, body: file };
    // As GitHub Pages does, whatever the page would prefer.
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "max-age=600", ...place.headers });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place: Place = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer,
    headers: {},
    files: new Map(),
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return place;
}
