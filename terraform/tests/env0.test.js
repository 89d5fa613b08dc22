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

// `terraform show -json PLAN` and `terraform output -raw maintenance_active`, from two files.
const TERRAFORM = `#!/bin/sh
case $1 in
  show) cat "$3" ;;
  output) cat active.txt ;;
  apply) echo "apply $(cat page/state.json | jq -r .phase)" >>story.txt; jq -j .planned_values.outputs.maintenance_active.value .tf-plan >active.txt ;;
esac
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

// The value of each `run:` in the order of the file; `|` begins a block. The files are ours and use nothing else.
function runs(yaml) {
  const lines = yaml.split('\n');
  const found = [];
  lines.forEach((line, index) => {
    const match = line.match(/^(\s*)(?:- )?run: (.*)$/);
    if (!match) return;
    if (match[2] !== '|') {
      found.push(match[2]);
      return;
    }
    const block = [];
    for (let next = index + 1; next < lines.length && lines[next].startsWith(`${match[1]}  `); next++) block.push(lines[next].trim());
    found.push(block.join('\n'));
  });
  return found;
}

function workspace(example, { app, hubUrl = hub.url }) {
  const made = folder();
  for (const name of fs.readdirSync(path.join(EXAMPLES, example))) {
    if (name.endsWith('.sh')) fs.copyFileSync(path.join(EXAMPLES, example, name), path.join(made, name));
  }
  const bin = path.join(made, 'bin');
  fs.mkdirSync(bin);
  fs.writeFileSync(path.join(bin, 'terraform'), TERRAFORM, { mode: 0o755 });
  fs.writeFileSync(
    path.join(made, 'interlude.yaml'),
    `app: ${app}\nsite: {title: Shop}\ntarget: {directory: {path: page}}\nhub: {url: "${hubUrl}"}\n`,
  );
  return made;
}

function plan(made, active) {
  fs.writeFileSync(path.join(made, '.tf-plan'), JSON.stringify({ planned_values: { outputs: { maintenance_active: { value: active } } } }));
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

for (const [example, file] of [['env0', 'env0.yml'], ['github-actions', 'deploy.yml']]) {
  const commands = runs(fs.readFileSync(path.join(EXAMPLES, example, file), 'utf8'));
  const find = (word) => commands.find((command) => command.includes(word));

  test(`${example}: on, another deployment, off, in the order of the design`, async () => {
    const app = `story-${example}`;
    const made = workspace(example, { app });
    const deploy = async (active) => {
      plan(made, active);
      await succeed(made, find('hook.sh install'));
      await succeed(made, find('hook.sh before'));
      await succeed(made, find('terraform apply') ?? 'terraform apply .tf-plan');
      await succeed(made, find('hook.sh after'));
    };

    await deploy(false);
    assert.equal(pagePhase(made), 'operational');
    await deploy(true);
    assert.deepEqual([pagePhase(made), await hubPhase(app)], ['in_progress', 'in_progress']);
    const started = fs.readFileSync(path.join(made, 'page', 'state.json'));
    await deploy(true);
    assert.deepEqual(fs.readFileSync(path.join(made, 'page', 'state.json')), started);
    await deploy(false);
    assert.deepEqual([pagePhase(made), await hubPhase(app)], ['completed', 'completed']);

    const story = fs.readFileSync(path.join(made, 'story.txt'), 'utf8').trim().split('\n');
    assert.deepEqual(story, ['apply operational', 'apply in_progress', 'apply in_progress', 'apply in_progress']);
  });

  test(`${example}: an announced window survives a deployment`, async () => {
    const app = `announced-${example}`;
    const made = workspace(example, { app });
    plan(made, false);
    await succeed(made, find('hook.sh install'));
    await succeed(made, 'java -jar publisher.jar announce --starts-at +2h --for 30m --title "Database upgrade"');
    await succeed(made, find('hook.sh before'));
    await succeed(made, 'terraform apply .tf-plan');
    await succeed(made, find('hook.sh after'));
    assert.equal(pagePhase(made), 'scheduled');
  });

  test(`${example}: a publisher that fails ends the deployment before apply`, async () => {
    const made = workspace(example, { app: `failing-${example}`, hubUrl: 'http://127.0.0.1:9' });
    plan(made, true);
    await succeed(made, find('hook.sh install'));
    const away = await shell(made, find('hook.sh before'));
    assert.equal(away.code, 5);
    assert.ok(!fs.existsSync(path.join(made, 'story.txt')));
    await succeed(made, find('hook.sh before'), { INTERLUDE_FLAGS: '--no-hub' });
    assert.equal(pagePhase(made), 'in_progress');
  });
}

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
  for (const tool of ['sh', 'bash', 'sed', 'head', 'curl', 'sha256sum', 'cut', 'mv', 'rm', 'id']) {
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
  await succeed(made, './interlude-hook.sh install', { PATH: tools });
  assert.equal(fs.readFileSync(path.join(made, 'story.txt'), 'utf8').split('\n').length, 2, 'the second time Java is there');
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
