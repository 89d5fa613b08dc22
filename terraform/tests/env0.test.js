// The `run` strings of the examples' pipelines, in a shell, with the real publisher.jar and notifier.jar. Terraform
// alone is a stand-in here: it says what a plan and a state say, and remembers when it was asked to apply.
const assert = require('node:assert/strict');
const { execFile, spawn } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { pathToFileURL } = require('node:url');

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = path.join(__dirname, '..', 'examples');
const PUBLISHER = path.join(ROOT, 'publisher', 'target', 'publisher.jar');
const NOTIFIER = path.join(ROOT, 'notifier', 'target', 'notifier.jar');
const TOKEN = crypto.randomBytes(32).toString('hex');
const SHA256 = crypto.createHash('sha256').update(fs.readFileSync(PUBLISHER)).digest('hex');

// Terraform of a switch with a flag: a plan is on where the flag or MODE is, and apply does what was planned.
const TERRAFORM = `#!/bin/sh
case $1 in
  init) ;;
  plan)
    test "$(cat flag.txt)" = on && MODE=true
    echo "{\\"planned_values\\": {\\"outputs\\": {\\"maintenance_active\\": {\\"value\\": \${MODE:-false}}}}}" >.tf-plan
    ;;
  show) cat "$3" ;;
  output) cat active.txt ;;
  apply) echo "apply $(jq -r .phase page/state.json)" >>story.txt; jq -j .planned_values.outputs.maintenance_active.value .tf-plan >active.txt ;;
  *) exit 64 ;;
esac
`;
const AWS = `#!/bin/sh
test "$*" = "ssm put-parameter --name /interlude/shop/maintenance --overwrite --value $MAINTENANCE" && echo "$MAINTENANCE" >flag.txt
`;

const created = [];
let hub;

before(async () => {
  hub = await startHub();
});

after(async () => {
  hub.process.kill('SIGTERM');
  await new Promise((resolve) => hub.process.once('exit', resolve));
  for (const folder of created) fs.rmSync(folder, { recursive: true, force: true });
});

function folder() {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'interlude-hook-'));
  created.push(made);
  return made;
}

async function startHub() {
  const child = spawn('java', ['-jar', NOTIFIER, '--port', '0', '--data-dir', path.join(folder(), 'data')], {
    env: { ...process.env, INTERLUDE_ADMIN_TOKEN: TOKEN },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
  });
  return { process: child, url: line.match(/http:\/\/\S+/)[0] };
}

// The commands of a pipeline in the order of the file, each with the keys above it: `|` begins a block, `-` an entry. The
// files are ours and use nothing else.
function commandsOf(example, file) {
  const lines = fs.readFileSync(path.join(EXAMPLES, example, file), 'utf8').split('\n');
  const above = [];
  const found = [];
  lines.forEach((line, index) => {
    const match = line.match(/^( *)((?:- )?)([A-Za-z_-]+):(?: (.*))?$/);
    if (!match) return;
    const indent = match[1].length + match[2].length;
    while (above.length > 0 && above.at(-1).indent >= indent) above.pop();
    if (match[3] === 'run') found.push({ place: above.map(({ key }) => key).join('.'), command: match[4] === '|' ? block(lines, index + 1, indent) : match[4] });
    above.push({ indent, key: match[3] });
  });
  return found;
}

function block(lines, from, indent) {
  const end = lines.findIndex((line, index) => index >= from && line.trim() !== '' && line.search(/\S/) <= indent);
  return lines.slice(from, end < 0 ? undefined : end).map((line) => line.trim()).join('\n').trim();
}

// What runs in what order. env0 plans and applies itself, between the hooks of its own steps; a workflow says all of it.
function pipelineOf(example, file) {
  const commands = commandsOf(example, file);
  if (example !== 'env0') return commands.map(({ command }) => command);
  const at = (place) => commands.filter((entry) => entry.place === `deploy.steps.${place}`).map(({ command }) => command);
  const pipeline = [
    ...at('terraformPlan.before'), 'terraform plan', ...at('terraformPlan.after'),
    ...at('terraformApply.before'), 'terraform apply .tf-plan', ...at('terraformApply.after'),
  ];
  assert.equal(pipeline.length, commands.length + 2, 'a hook stands at a step that is not known here');
  return pipeline;
}

function workspace(example, { app, hubUrl = hub.url }) {
  const made = folder();
  for (const name of fs.readdirSync(path.join(EXAMPLES, example))) {
    if (name.endsWith('.sh')) fs.copyFileSync(path.join(EXAMPLES, example, name), path.join(made, name));
  }
  const bin = path.join(made, 'bin');
  fs.mkdirSync(bin);
  fs.writeFileSync(path.join(bin, 'terraform'), TERRAFORM, { mode: 0o755 });
  fs.writeFileSync(path.join(bin, 'aws'), AWS, { mode: 0o755 });
  fs.writeFileSync(path.join(made, 'flag.txt'), 'off\n');
  fs.writeFileSync(
    path.join(made, 'interlude.yaml'),
    `app: ${app}\nsite: {title: Shop}\ntarget: {directory: {path: page}}\nhub: {url: "${hubUrl}"}\n`,
  );
  return made;
}

function shell(made, command, environment = {}) {
  const env = {
    ...process.env,
    PATH: `${path.join(made, 'bin')}:${process.env.PATH}`,
    INTERLUDE_URL: pathToFileURL(PUBLISHER).href,
    INTERLUDE_SHA256: SHA256,
    INTERLUDE_ADMIN_TOKEN: TOKEN,
    ...environment,
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', command], { cwd: made, env }, (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }));
  });
}

async function succeed(made, command, environment) {
  const done = await shell(made, command, environment);
  assert.equal(done.code, 0, `${command}\n${done.stdout}${done.stderr}`);
  return done;
}

async function hubPhase(app) {
  return (await (await fetch(`${hub.url}/v1/apps/${app}/state`)).json()).phase;
}

const pagePhase = (made) => JSON.parse(fs.readFileSync(path.join(made, 'page', 'state.json'), 'utf8')).phase;

// The first command that fails ends a deployment. `if:` of a workflow is ours to keep: the flag is set where one is chosen.
async function deploy(made, pipeline, environment) {
  for (const command of pipeline) {
    if (command.startsWith('aws ') && !environment.MAINTENANCE) continue;
    const done = await shell(made, command, environment);
    if (done.code !== 0) return { ...done, command };
  }
  return { code: 0 };
}

async function succeeded(made, pipeline, environment) {
  const done = await deploy(made, pipeline, environment);
  assert.equal(done.code, 0, `${done.command}\n${done.stdout}${done.stderr}`);
}

// What stood on the page whenever traffic moved.
function story(made) {
  const log = path.join(made, 'story.txt');
  return fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [];
}

const ENV0 = pipelineOf('env0', 'env0.yml');
const WORKFLOW = pipelineOf('github-actions', 'deploy.yml');

// env0 turns it on by the variable and keeps that; the workflow by the flag, and a push hands over nothing.
const PIPELINES = [
  { example: 'env0', pipeline: ENV0, on: { MODE: 'true' }, push: { MODE: 'true' }, off: {} },
  { example: 'github-actions', pipeline: WORKFLOW, on: { MAINTENANCE: 'on' }, push: {}, off: { MAINTENANCE: 'off' } },
];

for (const { example, pipeline, on, push, off } of PIPELINES) {
  test(`${example}: on, another deployment, off, in the order of the design`, async () => {
    const app = `story-${example}`;
    const made = workspace(example, { app });
    await succeeded(made, pipeline, on);
    assert.deepEqual([pagePhase(made), await hubPhase(app)], ['in_progress', 'in_progress']);
    const started = fs.readFileSync(path.join(made, 'page', 'state.json'));
    await succeeded(made, pipeline, push);
    assert.deepEqual(fs.readFileSync(path.join(made, 'page', 'state.json')), started);
    await succeeded(made, pipeline, off);
    assert.deepEqual([pagePhase(made), await hubPhase(app)], ['completed', 'completed']);
    assert.deepEqual(story(made), ['apply in_progress', 'apply in_progress', 'apply in_progress']);
  });

  test(`${example}: a publisher that fails ends the deployment before apply`, async () => {
    const made = workspace(example, { app: `failing-${example}`, hubUrl: 'http://127.0.0.1:9' });
    const away = await deploy(made, pipeline, on);
    assert.deepEqual([away.code, story(made)], [5, []]);
    assert.match(away.command, /hook\.sh before/);
    await succeeded(made, pipeline, { ...on, INTERLUDE_FLAGS: '--no-hub' });
    assert.deepEqual([pagePhase(made), story(made)], ['in_progress', ['apply in_progress']]);
  });
}

// Both examples carry the same hook, so once is enough from here on.
test('a deployment in normal times publishes the page and leaves an announced window alone', async () => {
  const made = workspace('env0', { app: 'announced' });
  await succeeded(made, ENV0, {});
  assert.equal(pagePhase(made), 'operational');
  await succeed(made, 'java -jar publisher.jar announce --starts-at +2h --for 30m --title "Database upgrade"');
  await succeeded(made, ENV0, {});
  assert.equal(pagePhase(made), 'scheduled');
});

test('a flag that was set at night is seen by a deployment that does not know of it', async () => {
  const made = workspace('env0', { app: 'night' });
  fs.writeFileSync(path.join(made, 'flag.txt'), 'on\n');
  await succeeded(made, ENV0, {});
  assert.equal(pagePhase(made), 'in_progress');
  assert.deepEqual(story(made), ['apply in_progress']);
});

test('a jar with another checksum is not installed', async () => {
  const made = workspace('env0', { app: 'checksum' });
  const done = await shell(made, './interlude-hook.sh install', { INTERLUDE_SHA256: '0'.repeat(64) });
  assert.notEqual(done.code, 0);
  assert.match(done.stderr, new RegExp(`has the SHA-256 ${SHA256}, expected 0{64}: not installed`));
  assert.deepEqual(fs.readdirSync(made).filter((name) => name.includes('publisher')), []);
});

test('Java is installed where the runner has none, as Alpine does it', async () => {
  const made = workspace('env0', { app: 'java' });
  // A runner that has the usual tools, and no Java: links to those tools alone.
  const tools = path.join(made, 'tools');
  fs.mkdirSync(tools);
  for (const tool of ['sh', 'bash', 'sed', 'head', 'cat', 'curl', 'sha256sum', 'cut', 'mv', 'rm', 'id']) {
    const found = process.env.PATH.split(':').map((folder) => path.join(folder, tool)).find((file) => fs.existsSync(file));
    fs.symlinkSync(found, path.join(tools, tool));
  }
  const java = process.env.PATH.split(':').map((folder) => path.join(folder, 'java')).find((file) => fs.existsSync(file));
  const apk = `#!/bin/sh\necho "apk $*" >>"${made}/story.txt"\nprintf '#!/bin/sh\\nexec "${fs.realpathSync(java)}" "$@"\\n' >"${tools}/java"\n/bin/chmod +x "${tools}/java"\n`;
  fs.writeFileSync(path.join(tools, 'apk'), apk, { mode: 0o755 });
  fs.writeFileSync(path.join(tools, 'sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  await succeed(made, './interlude-hook.sh install', { PATH: tools });
  assert.equal(fs.readFileSync(path.join(made, 'story.txt'), 'utf8'), 'apk add --no-cache openjdk17-jre-headless\n');
  assert.ok(fs.existsSync(path.join(made, 'publisher.jar')));
  const again = { PATH: tools, INTERLUDE_URL: 'http://127.0.0.1:9/' };
  await succeed(made, './interlude-hook.sh install', again);
  assert.equal(fs.readFileSync(path.join(made, 'story.txt'), 'utf8').split('\n').length, 2, 'the second time Java and the jar are there');
  // After an approval: the same folder, on a machine without Java.
  fs.rmSync(path.join(tools, 'java'));
  fs.writeFileSync(path.join(made, 'active.txt'), 'false');
  fs.copyFileSync(path.join(made, 'bin', 'terraform'), path.join(tools, 'terraform'));
  await succeed(made, './interlude-hook.sh after', again);
  assert.equal(fs.readFileSync(path.join(made, 'story.txt'), 'utf8').split('\n').length, 3, 'Java is installed there too');
});

test('a plan that does not say whether maintenance will be active is refused, with what to do', async () => {
  const made = workspace('env0', { app: 'silent' });
  fs.writeFileSync(path.join(made, '.tf-plan'), '{"planned_values": {"outputs": {}}}');
  const done = await shell(made, './interlude-hook.sh before .tf-plan');
  assert.equal(done.code, 1);
  assert.match(done.stderr, /output "maintenance_active" \{ value = module\.switch\.maintenance_active \}/);
});

test('the examples carry the hook of terraform/hooks, byte by byte', () => {
  const hook = fs.readFileSync(path.join(__dirname, '..', 'hooks', 'interlude-hook.sh'));
  for (const example of ['env0', 'github-actions']) {
    assert.deepEqual(fs.readFileSync(path.join(EXAMPLES, example, 'interlude-hook.sh')), hook);
  }
});
