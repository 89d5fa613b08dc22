// Measures the hub beside its rivals, on this machine and in this run; bin/bench prepares what it needs.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { report } from "./report.mjs";
import { SCENARIOS } from "./scenarios.mjs";
import { JAVA_OPTIONS } from "./servers.mjs";

const OUT = fileURLToPath(new URL("../../target/bench/", import.meta.url));
const DOCS = fileURLToPath(new URL("../../../docs/", import.meta.url));

const BRIEF = { sizes: [1_000, 5_000, 15_000], rounds: 1, readers: 2_000, applications: 5_000, processes: 3, each: 16_000 };
const FULL = { sizes: [1_000, 2_000, 5_000, 10_000, 15_000], rounds: 3, readers: 2_000, applications: 5_000, processes: 3, each: 16_000 };

const { values: flags } = parseArgs({
  options: {
    brief: { type: "boolean" },
    smoke: { type: "boolean" },
    write: { type: "boolean" },
    report: { type: "boolean" },
  },
});
const plan = flags.brief ? BRIEF : FULL;
const RIVALS = ["nchan", "nchan-workers", "ws"];
const ALL = ["interlude", ...RIVALS];

const results = [];
let done = 0;

async function measure(scenario, name, ...parameters) {
  const began = Date.now();
  const result = await SCENARIOS[scenario](name, ...parameters);
  results.push({ scenario, name, parameters, result });
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  console.error(`${String(++done).padStart(3)}  ${scenario} ${[name, ...parameters].join(" ")}  ${seconds} s`);
}

async function run() {
  const largest = plan.sizes.at(-1);
  for (const size of plan.sizes.slice(0, -1)) for (const name of ALL) await measure("crowdOf", name, size);
  for (let round = 0; round < plan.rounds; round++) for (const name of ALL) await measure("crowdOf", name, largest);
  for (const name of ALL) await measure("comingBack", name, largest);
  for (let round = 0; round < plan.rounds; round++) for (const name of ["interlude", "ws", "nchan"]) await measure("stalledReaders", name, plan.readers, 10);
  await measure("manyApplications", "interlude", plan.applications, 3);
  for (const name of ["interlude", "ws", "nchan"]) await measure("severalProcesses", name, plan.processes, plan.each);
}

/** Whether it works at all: every server, every kind of crowd, few clients. */
async function smoke() {
  for (const name of ALL) await SCENARIOS.crowdOf(name, 100);
  await SCENARIOS.manyApplications("interlude", 20, 3);
  await SCENARIOS.severalProcesses("interlude", 2, 50);
  console.log("the benchmark works");
}

/** The first line of what a command prints. */
const line = (command, ...words) => {
  try {
    return execFileSync(command, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).split("\n")[0].trim();
  } catch {
    return "unknown";
  }
};

function machine() {
  return {
    processor: `${cpus().length} cores of ${cpus()[0].model.trim()}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: line("uname", "-sr").replace(/(\d+\.\d+).*/, "$1"),
    java: line("sh", "-c", "java -version 2>&1"),
    javaOptions: JAVA_OPTIONS.join(" "),
    node: process.version,
    ws: JSON.parse(readFileSync(new URL("../../../client-js/node_modules/ws/package.json", import.meta.url), "utf8")).version,
    nginx: line("sh", "-c", "nginx -v 2>&1").replace(/^.*nginx\//, "").replace(/ .*/, ""),
    nchan: line("sh", "-c", "dpkg-query -W -f '${Version}' libnginx-mod-nchan 2>/dev/null || echo unknown"),
    day: new Date().toISOString().slice(0, 10),
  };
}

mkdirSync(OUT, { recursive: true });
if (flags.smoke) {
  await smoke();
  process.exit(0);
}
if (!flags.report) {
  await run();
  writeFileSync(`${OUT}results.json`, `${JSON.stringify({ machine: machine(), results }, null, 1)}\n`);
}
const kept = JSON.parse(readFileSync(`${OUT}results.json`, "utf8"));
const { text, plots, page } = report(kept);
console.log(text);
if (flags.write) {
  mkdirSync(`${DOCS}performance`, { recursive: true });
  for (const [name, svg] of Object.entries(plots)) writeFileSync(`${DOCS}performance/${name}.svg`, svg);
  writeFileSync(`${DOCS}performance/results.json`, `${JSON.stringify(kept)}\n`);
  writeFileSync(`${DOCS}performance.md`, page(readFileSync(`${DOCS}performance.md`, "utf8")));
}
