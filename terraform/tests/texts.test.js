// READMEs and default texts agree with the code that they speak of.
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { MODULES, argument, blocks, modules, readme } = require('./readmes.js');

const PUBLISHER = path.join(__dirname, '..', '..', 'publisher', 'target', 'publisher.jar');

// A heredoc with <<-: the least indentation goes.
function heredoc(text) {
  const lines = text.split('\n').slice(1, -1);
  const indent = Math.min(...lines.map((line) => line.match(/^ */)[0].length));
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}

const defaults = modules().flatMap((module) =>
  blocks(module, 'variables.tf', 'variable')
    .filter(({ name }) => /^(alb|waf)_body_(json|html)$/.test(name))
    .map(({ name, body }) => ({ module, name, text: heredoc(argument(body, 'default')) })),
);

function render() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interlude-render-'));
  try {
    fs.writeFileSync(path.join(folder, 'interlude.yaml'), 'app: shop\nsite: {title: Shop}\ntarget: {directory: {path: page}}\n');
    execFileSync('java', ['-jar', PUBLISHER, 'render', '--out', 'out'], { cwd: folder, stdio: 'pipe' });
    return JSON.parse(fs.readFileSync(path.join(folder, 'out', 'site', '503.json'), 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

for (const module of modules()) {
  test(`${module}: the README's tables are those of the code`, () => {
    const { written, expected } = readme(module);
    assert.equal(written, expected, 'write it anew: node terraform/tests/readmes.js --write');
  });

  test(`${module}: every input and output says what it is, and every input has a type`, () => {
    for (const { name, body } of blocks(module, 'variables.tf', 'variable')) {
      assert.ok(argument(body, 'description') && argument(body, 'type'), name);
    }
    for (const { name, body } of blocks(module, 'outputs.tf', 'output')) assert.ok(argument(body, 'description'), name);
  });

  test(`${module}: it refers to no path outside of itself`, () => {
    for (const file of fs.readdirSync(path.join(MODULES, module)).filter((name) => /\.(tf|js)$/.test(name))) {
      assert.doesNotMatch(fs.readFileSync(path.join(MODULES, module, file), 'utf8'), /"[^"]*\.\.\//, file);
    }
  });
}

test('the default texts are one JSON and one HTML document, whatever module they stand in', () => {
  const [json, html] = ['json', 'html'].map((kind) => defaults.filter(({ name }) => name.endsWith(kind)));
  assert.ok(json.length >= 5 && html.length >= 2);
  for (const kind of [json, html]) assert.equal(new Set(kind.map(({ text }) => text)).size, 1);
});

test('the default JSON is what the publisher renders where nothing is known, without the name of the app', () => {
  const { app, ...rendered } = render();
  assert.equal(app, 'shop');
  assert.deepEqual(JSON.parse(defaults.find(({ name }) => name.endsWith('json')).text), rendered);
});

test('the default HTML says the same, and every default is within its limit', () => {
  const { title, detail } = render();
  const html = defaults.find(({ name }) => name.endsWith('html')).text;
  assert.match(html, new RegExp(`<title>${title}</title>`));
  assert.match(html, new RegExp(`<h1>${title}</h1>\\n<p>${detail}</p>`));
  for (const { name, text } of defaults) assert.ok(Buffer.byteLength(text) <= (name.startsWith('alb') ? 1024 : 4096), name);
});
