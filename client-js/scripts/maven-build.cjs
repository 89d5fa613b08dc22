// What Maven runs: installs when the lock file has changed and builds when a source has. CommonJS and plain syntax, so
// that a Node that is too old gets as far as the message.
"use strict";
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");
var execFileSync = require("child_process").execFileSync;

var OLDEST_NODE = 20;
var root = path.dirname(__dirname);
var SOURCES = ["src", "scripts", "examples", "package.json", "package-lock.json", "tsconfig.json"];

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  console.error(
    "The browser client is built with Node " + OLDEST_NODE + " or newer; this is " + process.version + " (" +
      process.execPath + "). Install a newer one, or put it first in the PATH.",
  );
  process.exit(1);
}

once("node_modules/.interlude-lock", ["package.json", "package-lock.json"], function () {
  npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
});
once("dist/.interlude-sources", SOURCES, function () {
  npm(["run", "--silent", "build"]);
});

/** Does the work unless the stamp says that it was done for exactly these inputs. */
function once(stamp, inputs, work) {
  var file = path.join(root, stamp);
  var wanted = fingerprint(inputs);
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === wanted) return;
  work();
  fs.writeFileSync(file, wanted);
}

function fingerprint(inputs) {
  var hash = crypto.createHash("sha256");
  inputs.forEach(function add(name) {
    var file = path.join(root, name);
    if (!fs.existsSync(file)) return;
    if (fs.statSync(file).isDirectory()) {
      fs.readdirSync(file).sort().forEach(function (child) {
        add(name + "/" + child);
      });
    } else {
      hash.update(name + "\0").update(fs.readFileSync(file)).update("\0");
    }
  });
  return hash.digest("hex");
}

function npm(args) {
  // On Windows npm is a script, which only a shell can start.
  execFileSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}
