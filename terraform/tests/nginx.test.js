// examples/heroku-style with a real nginx, a real publisher.jar and an application: over Unix sockets, so no port is
// taken. A proxy's header says where a request came from.
const assert = require('node:assert/strict');
const { execFile, execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { setTimeout: pause } = require('node:timers/promises');

const EXAMPLE = path.join(__dirname, '..', 'examples', 'heroku-style');
const PUBLISHER = path.join(__dirname, '..', '..', 'publisher', 'target', 'publisher.jar');
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'interlude-nginx-'));
const socket = path.join(work, 'edge.sock');
const bare = path.join(work, 'bare.sock');
let application;
let nginx;

function place(text) {
  return text
    .replaceAll('/var/lib/interlude/on', path.join(work, 'on'))
    .replaceAll('/srv/maintenance', path.join(work, 'page'))
    .replaceAll('/etc/nginx/', `${work}/`)
    .replaceAll('listen 80;', `listen unix:${socket};`)
    .replaceAll('    location / {', '    location = /limited { return 503; }\n    location / {')
    .replaceAll('http://127.0.0.1:8080', `http://unix:${path.join(work, 'application.sock')}:`);
}

before(async () => {
  for (const file of fs.readdirSync(EXAMPLE)) {
    if (/\.(conf|yaml)$/.test(file)) fs.writeFileSync(path.join(work, file), place(fs.readFileSync(path.join(EXAMPLE, file), 'utf8')));
  }
  // The same site, for peers whose header nobody believes.
  const site = fs.readFileSync(path.join(work, 'site.conf'), 'utf8');
  fs.writeFileSync(path.join(work, 'bare.conf'), site.replace(`unix:${socket};`, `unix:${bare}; real_ip_header X-Believed-By-Nobody;`));
  fs.writeFileSync(
    path.join(work, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${work}/pid; error_log ${work}/error.log;
     events { worker_connections 64; }
     http {
       access_log off; client_body_temp_path ${work}/body; proxy_temp_path ${work}/proxy; fastcgi_temp_path ${work}/fastcgi;
       uwsgi_temp_path ${work}/uwsgi; scgi_temp_path ${work}/scgi;
       types { text/html html; application/json json; }
       set_real_ip_from unix:; real_ip_header X-Forwarded-For;
       include ${work}/interlude-http.conf; include ${work}/site.conf; include ${work}/bare.conf;
     }\n`,
  );
  application = http.createServer((request, response) => {
    response.writeHead(request.url === '/busy' ? 503 : 200, { 'content-type': 'text/plain' });
    response.end(`application: ${request.method} ${request.url}`);
  });
  await new Promise((resolve) => application.listen(path.join(work, 'application.sock'), resolve));
  fs.chmodSync(work, 0o755);
  fs.chmodSync(path.join(work, 'application.sock'), 0o777);
  nginx = spawn('nginx', ['-p', work, '-c', path.join(work, 'nginx.conf')], { stdio: 'inherit' });
  const deadline = Date.now() + 20_000;
  while (!fs.existsSync(socket)) {
    assert.ok(Date.now() < deadline && nginx.exitCode === null, 'nginx does not listen');
    await pause(20);
  }
});

after(async () => {
  nginx.kill('SIGTERM');
  await new Promise((resolve) => nginx.once('exit', resolve));
  application.closeAllConnections();
  await new Promise((resolve) => application.close(resolve));
  fs.rmSync(work, { recursive: true, force: true });
});

function ask(url, { method = 'GET', headers = {}, from = '203.0.113.7', at = socket } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { socketPath: at, path: url, method, headers: { host: 'shop.example.com', 'x-forwarded-for': from, ...headers } },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    request.on('error', reject);
    request.end(method === 'POST' ? 'a=1' : undefined);
  });
}

// Not execFileSync: the application answers from this very process.
function maintenance(...words) {
  const env = { ...process.env, INTERLUDE_FLAG: path.join(work, 'on'), INTERLUDE_JAR: PUBLISHER };
  return new Promise((resolve, reject) => {
    execFile(path.join(EXAMPLE, 'maintenance'), words, { cwd: work, env }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(stdout.trim()),
    );
  });
}

const published = (file) => fs.readFileSync(path.join(work, 'page', file));
const phase = () => JSON.parse(published('state.json')).phase;

test('nginx accepts the configuration', () => {
  execFileSync('nginx', ['-t', '-q', '-p', work, '-c', path.join(work, 'nginx.conf')]);
});

test('off: everything reaches the application', async () => {
  assert.equal(await maintenance(), 'off');
  for (const headers of [{}, BROWSER]) {
    const answer = await ask('/deep/link?a=1', { headers });
    assert.deepEqual([answer.status, answer.body.toString()], [200, 'application: GET /deep/link?a=1']);
  }
});

test('on: browsers get the page with 503, byte by byte, at every path', async () => {
  await maintenance('on');
  assert.deepEqual([await maintenance(), phase()], ['on', 'in_progress']);
  for (const url of ['/', '/deep/link?a=1', '/.interlude/index.html', '/index.html']) {
    const answer = await ask(url, { headers: BROWSER });
    if (url.startsWith('/.interlude')) {
      assert.equal(answer.status, 404);
      continue;
    }
    assert.equal(answer.status, 503);
    assert.ok(answer.body.equals(published('index.html')));
    assert.equal(answer.headers['content-type'], 'text/html');
    assert.equal(answer.headers['retry-after'], '300');
    assert.equal(answer.headers['cache-control'], 'no-store');
  }
});

test('on: machines get problem details with 503, whatever the verb', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    const answer = await ask('/api/orders', { method });
    assert.equal(answer.status, 503, method);
    assert.ok(answer.body.equals(published('503.json')));
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.equal(answer.headers['retry-after'], '300');
    assert.equal(answer.headers['access-control-allow-origin'], '*');
  }
  const head = await ask('/api/orders', { method: 'HEAD' });
  assert.deepEqual([head.status, head.body.length], [503, 0]);
});

test('on: a form that a browser posts gets the page, and a conditional or partial request no 304 and no 206', async () => {
  const form = await ask('/orders', { method: 'POST', headers: BROWSER });
  assert.deepEqual([form.status, form.body.equals(published('index.html'))], [503, true]);
  const later = new Date(Date.now() + 86_400_000).toUTCString();
  assert.equal((await ask('/', { headers: { ...BROWSER, 'if-modified-since': later } })).status, 503);
  assert.equal((await ask('/', { headers: { ...BROWSER, range: 'bytes=0-9' } })).status, 503);
});

test('on: no path leads past the switch, however an application may read it', async () => {
  const paths = ['/.interlude', '/.interlude/', '/.interlude/x', '/.interlude/..;/orders', '/.interlude/index.html/..;/..;/orders', '/.interlude/503.json%0a', '/.interlude/%252e%252e/orders', '/%2einterlude/..;/orders'];
  for (const url of paths) {
    const answer = await ask(url);
    assert.equal(answer.status, 503, url);
    assert.ok(answer.body.equals(published('503.json')), url);
  }
  for (const url of ['/.interlude/503.json', '//.interlude/503.json', '/.interlude/x/../503.json']) assert.equal((await ask(url)).status, 404, url);
});

test('on: a header that says where it came from is believed of no stranger', async () => {
  assert.equal((await ask('/', { from: '192.0.2.1', at: bare })).status, 503);
});

test('on: the office passes, on IPv4 and IPv6, and its neighbours do not', async () => {
  for (const from of ['192.0.2.15', '2001:db8::77']) assert.equal((await ask('/', { from })).status, 200, from);
  for (const from of ['192.0.2.16', '2001:db9::77']) assert.equal((await ask('/', { from })).status, 503, from);
});

test("the application's own 503 stays its own", async () => {
  const answer = await ask('/busy', { from: '192.0.2.1', headers: BROWSER });
  assert.deepEqual([answer.status, answer.body.toString()], [503, 'application: GET /busy']);
});

test("nginx's own 503 is no maintenance", async () => {
  const answer = await ask('/limited', { from: '192.0.2.1', headers: BROWSER });
  assert.deepEqual([answer.status, answer.headers['retry-after']], [503, undefined]);
});

test('off again: the next request reaches the application, and people are brought back', async () => {
  await maintenance('off');
  assert.equal(phase(), 'completed');
  assert.equal((await ask('/', { headers: BROWSER })).status, 200);
  await maintenance('off');
});

test('a publisher that fails leaves traffic where it is', async () => {
  fs.appendFileSync(path.join(work, 'interlude.yaml'), 'unknown-key: 1\n');
  await assert.rejects(maintenance('on'), /unknown-key/);
  assert.equal((await ask('/', { headers: BROWSER })).status, 200);
});
