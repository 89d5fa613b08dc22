// How the sources become JavaScript; shared by the build, the size gate and the tests.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { minify } from "terser";

/** Oldest browsers served: those with adoptedStyleSheets, which are newer than this syntax. */
const TARGET = "es2020";

/** Style sheets are imported as text, minified. */
const css = {
  name: "css",
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await pluginBuild.esbuild.transform(source, { loader: "css", minify: true, target: TARGET });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** Leaves the package's entries to be imported from one another, so that no code exists twice. */
export function entriesExternal(entries, extension) {
  return {
    name: "entries-external",
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^\.\.?\/[a-z]+\.js$/ }, ({ path, kind }) => {
        const entry = path.replace(/^.*\/|\.js$/g, "");
        if (kind === "entry-point" || !entries.includes(entry)) return undefined;
        return { path: `./${entry}${extension}`, external: true };
      });
    },
  };
}

/** Bundles with the settings that all outputs share. */
export function bundle({ plugins = [], ...options }) {
  return build({
    bundle: true,
    target: TARGET,
    logLevel: "warning",
    legalComments: "none",
    ...options,
    plugins: [css, ...plugins],
  });
}

/** One minified module; the second minifier finds some per cent that the first leaves, and shortens those properties. */
export async function bundleMinified(options, shortened = []) {
  const { outputFiles } = await bundle({ ...options, format: "esm", minify: true, write: false });
  const { code } = await minify(outputFiles[0].text, {
    module: true,
    ecma: 2020,
    // No function here is called with a receiver or as a constructor.
    compress: { passes: 3, pure_getters: true, hoist_funs: true, unsafe_arrows: true },
    mangle: shortened.length ? { properties: { regex: new RegExp(`^(${shortened.join("|")})$`), builtins: true } } : true,
  });
  return code;
}

/** One minified script that adds no name to the page's; what is minified as a module needs no `"use strict"`. */
export async function scriptMinified(options, shortened) {
  return `(()=>{${await bundleMinified(options, shortened)}})();`;
}

/** The script that the maintenance page carries inline; nobody else calls it, so its own names are nobody's business. */
export async function pageMinified(entryPoint) {
  const own = JSON.parse(await readFile(new URL("page-names.json", import.meta.url), "utf8"));
  return scriptMinified({ entryPoints: [entryPoint], target: "es2021" }, own);
}
