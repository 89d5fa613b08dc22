// The size gate: brotli bytes of what a visitor of the application loads.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundleMinified, entriesExternal } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = (name) => join(root, "src", name);
const all = ["core", "banner", "react", "return"];

const measured = [
  {
    what: "core",
    limit: 2_048,
    code: await bundleMinified({ entryPoints: [source("core.ts")] }),
  },
  {
    what: "script tag with banner in four languages",
    limit: 4_096,
    code: readFileSync(join(root, "dist", "interlude.min.js")),
  },
  {
    what: "React adapter, besides core and banner",
    limit: 512,
    code: await bundleMinified({
      entryPoints: [source("react.ts")],
      external: ["react", "react/jsx-runtime"],
      plugins: [entriesExternal(all, ".js")],
    }),
  },
];

for (const { what, limit, code } of measured) {
  const brotli = brotliCompressSync(code).length;
  const fits = brotli <= limit;
  console.log(`${fits ? "ok " : "TOO LARGE"} ${what}: ${brotli} of ${limit} bytes brotli, ${gzipSync(code).length} gzip`);
  if (!fits) process.exitCode = 1;
}
