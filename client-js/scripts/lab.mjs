// Runs the laboratory: slow evidence against the packaged jars and real browsers. All of it runs at the same time, since
// it mostly waits. The DNS part gets a network of its own, where the resolver and the ports 53 and 443 are the test's.
// Exit codes: 0 all passed, 1 something failed, 3 all passed but the DNS part, for which there is no network here.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ENTER = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"';
const folder = mkdtempSync(join(tmpdir(), "interlude-lab-"));
const resolvConf = join(folder, "resolv.conf");
writeFileSync(resolvConf, "nameserver 127.0.0.1\n");

const [network, why] = ownNetwork();
const runs = [run("the hub's laboratory", process.execPath, ["scripts/test.mjs", "test/lab/hub"])];
if (network) runs.push(run("the DNS laboratory", ...inNetwork(network, "scripts/test.mjs", "test/lab/dns")));
const passed = await Promise.all(runs);
rmSync(folder, { recursive: true });
if (passed.includes(false)) process.exitCode = 1;
if (!network) {
  console.error(`The DNS laboratory did not run: ${why}`);
  console.error("It needs Linux with unshare (util-linux) and ip (iproute2), and root or unprivileged user namespaces.");
  process.exitCode ??= 3;
}

/** How a network namespace can be had here, if at all: as root, or as root of a user namespace. */
function ownNetwork() {
  let said = "";
  for (const flags of [["--net", "--mount"], ["--net", "--mount", "--user", "--map-root-user"]]) {
    const { status, stderr, error } = spawnSync("unshare", [...flags, "sh", "-c", ENTER, resolvConf, "true"]);
    if (status === 0) return [flags];
    said = String(stderr ?? error).trim() || String(error);
  }
  return [undefined, said];
}

function inNetwork(flags, ...args) {
  return ["unshare", [...flags, "sh", "-c", ENTER, resolvConf, process.execPath, ...args]];
}

/** Shows what a run has said when it is over, so that two do not talk at once. */
function run(what, command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("close", (status) => {
      console.log(`-- ${what}\n${said}`);
      done(status === 0);
    });
  });
}
