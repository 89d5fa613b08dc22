// The modules' general texts are what the publisher renders where nothing is known, for an application without a name
// of its own. Writes them into the modules' variables: node terraform/tests/defaults.js --write
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { MODULES, argument, blocks, modules } = require('./readmes.js');

const PUBLISHER = path.join(__dirname, '..', '..', 'publisher', 'target', 'publisher.jar');
const TEXT = /^(alb|waf)_body_(json|html)$/;

// A heredoc with <<-: the least indentation goes; an empty line has none to give.
function heredoc(text) {
  const lines = text.split('\n').slice(1, -1);
  const indent = Math.min(...lines.filter((line) => line !== '').map((line) => line.match(/^ */)[0].length));
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}

function written() {
  return modules().flatMap((module) =>
    blocks(module, 'variables.tf', 'variable')
      .filter(({ name }) => TEXT.test(name))
      .map(({ name, body }) => ({ module, name, source: argument(body, 'default'), text: heredoc(argument(body, 'default')) })),
  );
}

function rendered() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interlude-render-'));
  try {
    fs.writeFileSync(path.join(folder, 'interlude.yaml'), 'app: app\nsite: {title: The application}\ntarget: {directory: {path: page}}\n');
    execFileSync('java', ['-jar', PUBLISHER, 'render', '--out', 'out'], { cwd: folder, stdio: 'pipe' });
    return JSON.parse(fs.readFileSync(path.join(folder, 'out', 'edge', 'interlude.auto.tfvars.json'), 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

// Several applications may share a default, so it names none.
function general(name, text) {
  if (name.endsWith('html')) return text;
  const { app, ...rest } = JSON.parse(text);
  return `${JSON.stringify(rest)}\n`;
}

module.exports = { general, rendered, written };

if (require.main === module && process.argv[2] === '--write') {
  const texts = rendered();
  for (const { module, name, source } of written()) {
    const file = path.join(MODULES, module, 'variables.tf');
    const [opening, closing] = [source.split('\n')[0], source.split('\n').at(-1)];
    const lines = general(name, texts[name]).trimEnd().split('\n').map((line) => (line === '' ? '' : `    ${line}`));
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(source, () => [opening, ...lines, `  ${closing.trim()}`].join('\n')));
  }
}
