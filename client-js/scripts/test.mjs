// Runs the test files of a folder with node --test. They are bundled first, since Node 20 runs no TypeScript.
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = process.argv[2];
const names = (await readdir(join(root, folder))).filter((name) => /\.test\.tsx?$/.test(name)).sort();
if (names.length === 0) throw new Error(`no test file in ${folder}`);
const wanted = process.argv[3];
const chosen = wanted ? names.filter((name) => name.includes(wanted)) : names;
const outdir = join(root, "target", folder);
await rm(outdir, { recursive: true, force: true });
await bundle({
  entryPoints: chosen.map((name) => join(root, folder, name)),
  outdir,
  outExtension: { ".js": ".mjs" },
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  jsx: "automatic",
});
const files = chosen.map((name) => join(outdir, name.replace(/\.tsx?$/, ".mjs")));
// One process after another: a browser each is enough for a small machine. A laboratory's tests wait rather than work.
const laboratory = folder.startsWith("test/lab");
const concurrency = laboratory ? 4 : 1;
// For a file as a whole, and only for one that hangs: a busy machine takes minutes for what is done in one.
const timeout = laboratory ? 3_600_000 : 900_000;
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", `--test-concurrency=${concurrency}`, `--test-timeout=${timeout}`, ...files],
  { stdio: "inherit", cwd: root },
);
process.exitCode = status ?? 1;
