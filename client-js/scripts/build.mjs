// Builds dist/: the package's entries as ESM and CommonJS with their types, the script tag, and the sample application.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, entriesExternal, pageMinified, scriptMinified } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);
const { version } = JSON.parse(await readFile(at("package.json"), "utf8"));
const entries = ["core", "banner", "react", "return"].filter((entry) => existsSync(at("src", `${entry}.ts`)));

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist", "example"), { recursive: true });
await Promise.all([modules("esm", ".js"), modules("cjs", ".cjs"), types(), scriptTag(), pageScript(), example()]);

async function modules(format, extension) {
  await bundle({
    entryPoints: entries.map((entry) => at("src", `${entry}.ts`)),
    outdir: at("dist"),
    outExtension: { ".js": extension },
    format,
    sourcemap: "linked",
    sourcesContent: true,
    external: ["react", "react/jsx-runtime"],
    plugins: [entriesExternal(entries, extension)],
  });
}

/** TypeScript wants a declaration of its own for each module system, and in it the specifiers of that system. */
async function types() {
  const tsc = at("node_modules", "typescript", "bin", "tsc");
  const out = at("dist", "types");
  execFileSync(process.execPath, [tsc, "-p", root, "--noEmit", "false", "--emitDeclarationOnly", "--outDir", out], {
    stdio: "inherit",
  });
  for (const name of await readdir(out, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const declaration = await readFile(join(out, name), "utf8");
    await writeFile(
      join(out, name.replace(/\.ts$/, ".cts")),
      declaration.replace(/(from |import\()"(\.[^"]*)\.js"/g, '$1"$2.cjs"'),
    );
  }
}

async function scriptTag() {
  const code = await scriptMinified({ entryPoints: [at("src", "script.ts")] });
  const integrity = `sha384-${createHash("sha384").update(code).digest("base64")}`;
  await writeFile(at("dist", "interlude.min.js"), code);
  await writeFile(at("dist", "client.json"), JSON.stringify({ version, integrity }) + "\n");
}

/** The script that the maintenance page carries inline. */
async function pageScript() {
  if (!existsSync(at("src", "page.ts"))) return;
  await writeFile(at("dist", "page.js"), await pageMinified(at("src", "page.ts")));
}

async function example() {
  await bundle({
    entryPoints: [at("examples", "react", "app.tsx")],
    format: "iife",
    minify: true,
    outfile: at("dist", "example", "app.js"),
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: {
      "@interlude/client/banner": at("src", "banner.ts"),
      "@interlude/client/react": at("src", "react.ts"),
      "@interlude/client": at("src", "core.ts"),
    },
  });
  await cp(at("examples", "react", "index.html"), at("dist", "example", "index.html"));
}
