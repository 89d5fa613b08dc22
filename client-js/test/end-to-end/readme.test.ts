// Every command of the README, run as it stands there, with the packaged jars and nothing else.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { environment, jar, run } from "./stage.js";

const readme = readFileSync(join("..", "README.md"), "utf8");
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "interlude-readme-"));
  copyFileSync(jar("publisher"), join(folder, "publisher.jar"));
  copyFileSync(jar("notifier"), join(folder, "notifier.jar"));
});
after(() => rmSync(folder, { recursive: true }));

/** The lines of all shell blocks that hold such a command. */
function commands(beginning: string): string[] {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block!);
  const lines = blocks.flatMap((block) => block.replace(/\\\n\s*/g, "").split("\n"));
  return lines.filter((line) => line.startsWith(beginning));
}

test("the shell blocks hold nothing that is not run by some test", () => {
  const known = new Set(["bin/", "java -jar publisher.jar", "java -jar notifier.jar"].flatMap(commands));
  const all = commands("").filter((line) => line && !line.startsWith("#"));
  assert.deepEqual(all.filter((line) => !known.has(line)), []);
});

test("the publisher's commands, one after the other", async () => {
  const found = commands("java -jar publisher.jar");
  assert.ok(found.length >= 8, "the README shows the publisher's verbs");
  for (const command of found) {
    const { exitCode, err } = await run("bash", ["-c", command], folder);
    assert.equal(exitCode, 0, `${command}\n${err}`);
  }
});

test("the hub's command listens, makes its own token, and stops when asked", async () => {
  for (const command of commands("java -jar notifier.jar")) {
    const hub = spawn("bash", ["-c", `exec ${command} --port 0`], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let err = "";
    hub.stderr.on("data", (chunk) => (err += chunk));
    const ended = new Promise<number | null>((told) => hub.once("close", told));
    const line = await Promise.race([
      new Promise<string>((told) => hub.stdout.once("data", (chunk) => told(String(chunk)))),
      ended.then((code) => Promise.reject(new Error(`${command} ended with ${code}\n${err}`))),
    ]);
    assert.match(line, /^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    const ready = await fetch(`${line.replace("listening on ", "").trim()}/health/ready`);
    assert.equal(ready.status, 200);
    hub.kill("SIGTERM");
    assert.equal(await ended, 0, err);
  }
});
