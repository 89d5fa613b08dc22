// Tables and plots of what was measured.
import { plot } from "./plot.mjs";
import { spread } from "./scenarios.mjs";

const NAMES = { interlude: "Interlude", nchan: "nchan", "nchan-workers": "nchan, a worker a core", ws: "ws" };
const KINDS = Object.keys(NAMES);

const of = (results, scenario, name, ...parameters) =>
  results
    .filter((entry) => entry.scenario === scenario && entry.name === name && parameters.every((value, i) => entry.parameters[i] === value))
    .map(({ result }) => result);

const number = (value, digits = 0) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const kilobytes = (bytes) => number(bytes / 1024, 1);
/** The median, and between which values they all were. */
const ranged = ({ median, least, most }, digits = 0) => `${number(median, digits)} (${number(least, digits)}–${number(most, digits)})`;
const ratio = (value) => number(value, 2);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i ? "--:" : "---"))), ...rows.map(line)].join("\n");
}

/** The smallest of the rivals' medians. */
const better = (values) => Math.min(...values.filter((value) => value !== undefined));

export function report({ machine, results }) {
  const sizes = [...new Set(results.filter(({ scenario }) => scenario === "crowdOf").map(({ parameters }) => parameters[0]))];
  const largest = sizes.at(-1);
  const all = (name, size, field) => spread(of(results, "crowdOf", name, size).flatMap((result) => result[field]));
  const one = (name, size, field) => spread(of(results, "crowdOf", name, size).map((result) => result[field])).median;
  const names = KINDS.map((kind) => NAMES[kind]);

  const lasts = (size) => KINDS.map((kind) => all(kind, size, "last"));
  const ratioOf = (size) => lasts(size)[0].median / better(lasts(size).slice(1).map(({ median }) => median));
  const broadcast = table(
    ["subscribers", ...names, "Interlude / better rival"],
    sizes.map((size) => [number(size), ...lasts(size).map((times) => ranged(times)), ratio(ratioOf(size))]),
  );
  const details = table(
    [`${number(largest)} subscribers`, ...names],
    [
      ["first broadcast after the start, ms", ...KINDS.map((kind) => number(one(kind, largest, "first")))],
      ["half of them hold it, ms", ...KINDS.map((kind) => number(all(kind, largest, "p50").median))],
      ["99 % of them hold it, ms", ...KINDS.map((kind) => number(all(kind, largest, "p99").median))],
      ["processor time of the server, µs a message", ...KINDS.map((kind) => number(one(kind, largest, "processorMicros"), 1))],
    ],
  );

  const rates = KINDS.map((kind) => {
    const [result] = of(results, "comingBack", kind, largest);
    return { first: result.first, warm: spread(result.warm).median };
  });
  const wsRate = rates[KINDS.indexOf("ws")];
  const accepts = table(
    ["connections a second", ...names, "Interlude / ws"],
    [
      ["right after the start", ...rates.map(({ first }) => number(first)), ratio(rates[0].first / wsRate.first)],
      ["all come back to a server that runs", ...rates.map(({ warm }) => number(warm)), ratio(rates[0].warm / wsRate.warm)],
    ],
  );

  const memory = table(
    ["subscribers", "heap, KB each", ...names.map((name) => `${name}: resident, KB each`)],
    sizes.map((size) => [
      number(size),
      kilobytes(one("interlude", size, "heap")),
      ...KINDS.map((kind) => kilobytes(one(kind, size, "resident"))),
    ]),
  );

  const stalls = ["interlude", "nchan", "ws"].map((name) => {
    const rounds = results.filter((entry) => entry.scenario === "stalledReaders" && entry.name === name).map(({ result }) => result);
    const calm = spread(rounds.flatMap((round) => round.calm));
    const disturbed = spread(rounds.flatMap((round) => round.disturbed));
    return [
      NAMES[name],
      ranged(calm),
      ranged(disturbed),
      ratio(disturbed.median / calm.median),
      rounds[0].heap === undefined ? "" : kilobytes(spread(rounds.map((round) => round.heap)).median),
      kilobytes(spread(rounds.map((round) => round.resident)).median),
    ];
  });
  const stalled = table(
    ["", "p99 of the others before, ms", "p99 with ten stalled, ms", "ratio", "heap, KB a stalled one", "resident, KB a stalled one"],
    stalls,
  );

  const apps = results.find(({ scenario }) => scenario === "manyApplications");
  const targeted = table(
    ["three subscribers of one application", "time to the last, ms"],
    [
      ["alone in the hub", ranged(spread(apps.result.alone), 2)],
      [`among ${number(apps.parameters[0])} applications with three each`, ranged(spread(apps.result.among), 2)],
    ],
  );

  const several = table(
    ["three processes", "connections", "time to the last of all, ms", "resident, KB each"],
    ["interlude", "nchan", "ws"].map((name) => {
      const { result } = results.find((entry) => entry.scenario === "severalProcesses" && entry.name === name);
      return [NAMES[name], number(result.connections), ranged(spread(result.last)), kilobytes(spread(result.resident).median)];
    }),
  );

  const settings = [
    `Measured on ${machine.day}: ${machine.processor}, ${machine.memory}, ${machine.kernel}. ${machine.java}, \`${machine.javaOptions}\`;`,
    `Node ${machine.node} with ws ${machine.ws}; nginx ${machine.nginx} with nchan ${machine.nchan}. Servers and clients share the cores.`,
  ].join("\n");

  const blocks = { settings, broadcast, details, accepts, memory, stalled, targeted, several };
  const series = (value) => ["interlude", "nchan", "ws"].map((name) => ({ name: NAMES[name], points: sizes.map((size) => [size, value(name, size)]) }));
  const plots = {
    broadcast: plot({
      title: "From a change to the last subscriber that holds it",
      x: "subscribers of one server process",
      y: "milliseconds, median; of nchan the better of its two",
      series: series((name, size) => {
        const kinds = name === "nchan" ? ["nchan", "nchan-workers"] : [name];
        return Math.min(...kinds.map((kind) => all(kind, size, "last").median));
      }),
    }),
    memory: plot({
      title: "Resident memory of idle subscribers",
      x: "subscribers of one server process",
      y: "megabytes beyond the empty server",
      series: series((name, size) => (one(name, size, "resident") * size) / 2 ** 20),
    }),
  };
  return {
    text: Object.values(blocks).join("\n\n"),
    plots,
    /** The page with its tables renewed. */
    page: (old) =>
      Object.entries(blocks).reduce(
        (page, [name, block]) => page.replace(new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`), (_, begin, end) => `${begin}${block}\n${end}`),
        old,
      ),
  };
}
