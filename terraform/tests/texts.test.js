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

test('the general texts are what the publisher renders where nothing is known', () => {
  const texts = rendered();
  const found = written();
  assert.ok(found.length >= 7);
  for (const { module, name, text } of found) {
    assert.equal(text, general(name, texts[name]), `${module}: write it anew: node terraform/tests/defaults.js --write`);
    assert.ok(Buffer.byteLength(text) <= (name.startsWith('alb') ? 1024 : 4096), name);
  }
});
