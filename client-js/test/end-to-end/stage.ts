// Both jars, the sample application behind an edge with a switch, and the published page: what the journey happens on.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { exampleFile } from "../support/browser.js";

const ADMIN_TOKEN = "end-to-end-admin-token";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

export const java: string = process.env["JAVA_HOME"] ? join(process.env["JAVA_HOME"], "bin", "java") : "java";
export const jar = (module: string): string => resolve("..", module, "target", `${module}.jar`);

/** What a command printed and how it ended. */
export interface Result {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Nobody waits longer than needed for a journey. */
const QUICK = ["--spread-floor", "1s", "--reconnect-floor", "1s"];

/** notifier.jar, on one port for all its lives. */
export class HubJar {
  #process: ChildProcess | undefined;
  #port = 0;
  readonly #data: string;
  readonly #origins: () => readonly string[];
  readonly #flags: readonly string[];

  constructor(data: string, origins: () => readonly string[], flags: readonly string[] = QUICK) {
    this.#data = data;
    this.#origins = origins;
    this.#flags = flags;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const origins = this.#origins().flatMap((origin) => ["--allowed-origin", origin]);
    const hub = spawn(
      java,
      ["-jar", jar("notifier"), "--port", String(this.#port), "--data-dir", this.#data, ...origins, ...this.#flags],
      { env: { ...environment(), INTERLUDE_ADMIN_TOKEN: ADMIN_TOKEN }, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process = hub;
    let said = "";
    hub.stderr!.on("data", (chunk) => (said += chunk));
    const line = await new Promise<string>((told, failed) => {
      hub.stdout!.once("data", (chunk) => told(String(chunk)));
      hub.once("exit", (code) => failed(new Error(`the hub ended with ${code}: ${said}`)));
    });
    this.#port = Number(new URL(line.replace("listening on ", "").trim()).port);
  }

  /** Asks it to stop, as a service manager does, or ends it otherwise; returns its exit code. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const hub = this.#process;
    this.#process = undefined;
    if (!hub || hub.exitCode !== null) return null;
    const ended = new Promise<number | null>((told) => hub.once("exit", told));
    hub.kill(signal);
    return ended;
  }

  /** Halts it without its sockets noticing, until told to go on. */
  stall(): void {
    this.#process!.kill("SIGSTOP");
  }

  goOn(): void {
    this.#process!.kill("SIGCONT");
  }

  /** Puts a document in the state's place; the hub numbers it. */
  async put(document: Record<string, unknown>): Promise<void> {
    const response = await fetch(`${this.url}/v1/apps/${String(document["app"])}/state`, {
      method: "PUT",
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "if-match": "*", "content-type": "application/json" },
      body: JSON.stringify(document),
    });
    assert.equal(response.status, 200, await response.text());
  }
}

/** Everything, opened; `close` leaves nothing behind. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), "interlude-end-to-end-"));
  readonly hub = new HubJar(join(this.folder, "hub"), () => [this.origin, this.pageOrigin]);
  /** Whether the edge answers in the application's place. */
  switchedOn = false;
  #edge!: Server;
  #page!: Server;

  static async open(): Promise<Stage> {
    const stage = new Stage();
    stage.#edge = await listening((request, response) => stage.#answer(request, response));
    stage.#page = await listening((request, response) => stage.#answerAsPages(request, response));
    await stage.hub.start();
    writeFileSync(
      join(stage.folder, "interlude.yaml"),
      `app: shop
site: {title: Shop, url: "${stage.pageOrigin}/"}
target: {directory: {path: public}}
hub: {url: "${stage.hub.url}"}
`,
    );
    return stage;
  }

  /** Where the application's users reach it. */
  get origin(): string {
    return originOf(this.#edge);
  }

  /** Where the page stands, on another host. */
  get pageOrigin(): string {
    return originOf(this.#page);
  }

  /** Runs a verb and expects it to be done. */
  async publisher(...args: string[]): Promise<Result> {
    const result = await run(java, ["-jar", jar("publisher"), ...args], this.folder, {
      INTERLUDE_ADMIN_TOKEN: ADMIN_TOKEN,
    });
    assert.equal(result.exitCode, 0, `publisher ${args.join(" ")}\n${result.err}`);
    return result;
  }

  async close(): Promise<void> {
    await this.hub.stop();
    for (const server of [this.#edge, this.#page]) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
    rmSync(this.folder, { recursive: true });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url!, this.origin);
    const api = pathname.startsWith("/api/");
    if (this.switchedOn) {
      const body = readFileSync(join(this.folder, "public", api ? "503.json" : "index.html"));
      const type = api ? "application/problem+json" : TYPES[".html"]!;
      response.writeHead(503, { "Content-Type": type, "Retry-After": "300", "Cache-Control": "no-store" }).end(body);
    } else if (api) {
      response.writeHead(200, { "Content-Type": TYPES[".json"]! }).end('{"status": "ok"}\n');
    } else if (pathname.endsWith("/app.js")) {
      response.writeHead(200, { "Content-Type": TYPES[".js"]! }).end(exampleFile("app.js"));
    } else {
      response.writeHead(200, { "Content-Type": TYPES[".html"]!, "Cache-Control": "no-cache" }).end(this.#index());
    }
  }

  #index(): string {
    const places = { app: "shop", hub: this.hub.url, state: `${this.pageOrigin}/state.json` };
    return Object.entries(places).reduce(
      (html, [name, value]) =>
        html.replace(new RegExp(`(<meta name="interlude-${name}" content=")[^"]*`), `$1${value}`),
      exampleFile("index.html"),
    );
  }

  #answerAsPages(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(new URL(request.url!, this.pageOrigin).pathname).slice(1) || "index.html";
    const file = join(this.folder, "public", path);
    const there = file.startsWith(this.folder) && existsSync(file);
    response
      .writeHead(there ? 200 : 404, {
        "Content-Type": TYPES[there ? extname(file) : ".html"] ?? "application/octet-stream",
        "Access-Control-Allow-Origin": "*",
      })
      .end(readFileSync(there ? file : join(this.folder, "public", "404.html")));
  }
}

/** This process's environment without what would point a jar at somebody's real places. */
export function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !/^(INTERLUDE|GITHUB)_/.test(name)));
}

/** Runs a command to its end. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Record<string, string> = {},
): Promise<Result> {
  return new Promise((told, failed) => {
    const child = spawn(command, args, { cwd, env: { ...environment(), ...variables }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.once("error", failed);
    child.once("close", (exitCode) => told({ exitCode, out, err }));
  });
}

function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
