// Runs a CloudFront Function in a context that has only what the runtime has. Reads {code, store, events} as JSON from
// stdin; store is {keys} or {fails: true}. Writes the results as a JSON array.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const { code, store, events } = JSON.parse(readFileSync(0, "utf8"));
const lines = code.split("\n");
const imports = lines.filter((line) => line.startsWith("import "));
if (imports.join() !== "import cf from 'cloudfront';") throw new Error(`unknown imports: ${imports}`);
const reads = [];
const cf = {
  kvs() {
    if (store.fails === "at once") throw new Error("no key-value store is associated");
    return {
      async get(key) {
        reads.push(key);
        if (store.fails) throw new Error("the store is away");
        if (!(key in store.keys)) throw new Error(`KeyNotFound: ${key}`);
        return store.keys[key];
      },
    };
  },
};
const context = vm.createContext({ cf }, { codeGeneration: { strings: false, wasm: false } });
vm.runInContext(lines.filter((line) => !line.startsWith("import ")).join("\n"), context);
const results = [];
for (const event of events) {
  context.event = event;
  results.push(await vm.runInContext("handler(event)", context, { timeout: 1_000 }));
}
process.stdout.write(JSON.stringify({ results, reads }));
