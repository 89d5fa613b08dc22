// Writes the tables of each module's README from its code: node terraform/tests/readmes.js --write
const fs = require('node:fs');
const path = require('node:path');

const MODULES = path.join(__dirname, '..', 'modules');
const MARKER = '<!-- Below: written from the code by terraform/tests/readmes.js. -->';

const modules = () => fs.readdirSync(MODULES).sort();

// Top-level blocks of a formatted file: they end at the first line that is a closing brace alone.
function blocks(module, file, kind) {
  const text = fs.readFileSync(path.join(MODULES, module, file), 'utf8');
  return [...text.matchAll(new RegExp(`^${kind} "(\\w+)" \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].map(([, name, body]) => ({ name, body }));
}

// The value of an argument at the block's own level, with all of its lines.
function argument(body, name) {
  const start = body.match(new RegExp(`^  ${name}\\s+= `, 'm'));
  if (!start) return undefined;
  const rest = body.slice(start.index + start[0].length).split('\n');
  const heredoc = rest[0].match(/^<<-?(\w+)$/);
  if (heredoc) return rest.slice(0, rest.findIndex((line) => line.trim() === heredoc[1]) + 1).join('\n').trim();
  const last = rest.findIndex((line, index) => index > 0 && /^( {2}\w+\s+=| {2}\w+ \{|$)/.test(line));
  return rest.slice(0, last < 0 ? undefined : last).join('\n').trim();
}

const description = (body) => JSON.parse(argument(body, 'description'));

function type(body) {
  const given = argument(body, 'type');
  return given.includes('\n') ? 'object' : given;
}

function preset(body) {
  const given = argument(body, 'default');
  if (given === undefined) return '**required**';
  return given.startsWith('<<') ? 'a general text' : `\`${given}\``;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function tables(module) {
  const inputs = blocks(module, 'variables.tf', 'variable').map(
    ({ name, body }) => `| \`${name}\` | \`${cell(type(body))}\` | ${cell(preset(body))} | ${cell(description(body))} |`,
  );
  const outputs = blocks(module, 'outputs.tf', 'output').map(({ name, body }) => `| \`${name}\` | ${cell(description(body))} |`);
  return [
    MARKER,
    '',
    '## Inputs',
    '',
    '| name | type | default | |',
    '|---|---|---|---|',
    ...inputs,
    '',
    '## Outputs',
    '',
    '| name | |',
    '|---|---|',
    ...outputs,
    '',
  ].join('\n');
}

function readme(module) {
  const file = path.join(MODULES, module, 'README.md');
  const written = fs.readFileSync(file, 'utf8');
  const end = written.indexOf(MARKER);
  return { file, written, expected: `${(end < 0 ? written : written.slice(0, end)).trimEnd()}\n\n${tables(module)}` };
}

module.exports = { MODULES, argument, blocks, modules, readme };

if (require.main === module && process.argv[2] === '--write') {
  for (const name of modules()) {
    const { file, expected } = readme(name);
    fs.writeFileSync(file, expected);
  }
}
