// READMEs agree with the code that they speak of, and general texts with what the publisher says.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { general, rendered, written } = require('./defaults.js');
const { MODULES, argument, blocks, modules, readme } = require('./readmes.js');

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

const texts = rendered();

test('the general texts are what the publisher renders where nothing is known', () => {
  const found = written();
  assert.ok(found.length >= 7);
  for (const { module, name, text } of found) {
    assert.equal(text, general(name, texts[name]), `${module}: write it anew: node terraform/tests/defaults.js --write`);
    assert.ok(Buffer.byteLength(text) <= (name.startsWith('alb') ? 1024 : 4096), name);
  }
});

const EXAMPLES = path.join(__dirname, '..', 'examples');
const examples = fs.readdirSync(EXAMPLES).filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.tf')));
const declarations = fs.readFileSync(path.join(EXAMPLES, 'env0', 'texts.tf'), 'utf8');

for (const example of examples) {
  test(`${example}: each switch and page is handed the texts that a render writes`, () => {
    const main = fs.readFileSync(path.join(EXAMPLES, example, 'main.tf'), 'utf8');
    const calls = [...main.matchAll(/^module "\w+" \{\n(?: +\w.*\n)*? +source += "\.\.\/\.\.\/modules\/([\w-]+)"\n([\s\S]*?)^\}/gm)];
    assert.ok(calls.length > 0);
    for (const [, module, body] of calls) {
      for (const { name } of written().filter((text) => text.module === module)) {
        if (/_html$/.test(name) && module === 'switch-alb' && !/content += "(both|html)"/.test(body)) continue;
        assert.match(body, new RegExp(`^ +${name} += (var\\.${name}|try\\(local\\.texts.*\\.${name}, null\\))$`, 'm'), module);
      }
    }
  });
}

test('the examples declare every variable of a render, in the same words, so that Terraform warns of none', () => {
  assert.deepEqual([...declarations.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name).sort(), Object.keys(texts).sort());
  // The two applications of alb-office read a file each.
  for (const example of examples.filter((name) => name !== 'alb-office')) {
    assert.equal(fs.readFileSync(path.join(EXAMPLES, example, 'texts.tf'), 'utf8'), declarations, example);
  }
});
