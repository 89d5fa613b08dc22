// The functions of modules/maintenance-cdn as they are deployed.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');

const MODULE = path.join(__dirname, '..', 'modules', 'maintenance-cdn');
// Without comments and indentation, as the module deploys it.
const REQUEST_CODE = fs.readFileSync(path.join(MODULE, 'viewer-request.js'), 'utf8').replace(/^ *(\/\/.*\n)?/gm, '');
const RESPONSE_CODE = fs.readFileSync(path.join(MODULE, 'viewer-response.js'), 'utf8');
const CONFIG = { pageHosts: ['maintenance.example.com'], body: '{"status":503}\n', files: ['/state.json', '/feed.xml', '/schema/', '/logo.png', '/images/'] };
const BROWSER = { value: 'text/html,*/*;q=0.8' };

function load(code) {
  const context = vm.createContext({ CONFIG });
  vm.runInContext(code, context);
  return context.handler;
}

const onRequest = load(REQUEST_CODE);
const onResponse = load(RESPONSE_CODE);

function ask({ host = 'shop.example.com', uri = '/', method = 'GET', accept, mark } = {}) {
  const headers = { host: { value: host } };
  if (accept) headers.accept = accept;
  if (mark) headers['x-interlude-page'] = { value: '1' };
  return structuredClone(onRequest({ request: { method, uri, headers, querystring: { a: { value: '1' } } } }));
}

const answered = (request) => structuredClone(onResponse({ request, response: { statusCode: 200, headers: {} } }));

test("under the application's name every path is the page, as a 503", () => {
  for (const uri of ['/', '/deep/link', '/index.html', '/logo.png.html', '/images']) {
    const request = ask({ uri, accept: BROWSER });
    assert.deepEqual([request.uri, request.querystring], ['/index.html', {}]);
    const response = answered(request);
    assert.deepEqual([response.statusCode, response.headers['retry-after'].value, response.headers['cache-control'].value], [503, '300', 'no-store']);
  }
});

test("under the page's own name it is a 200, for browsers and checks alike", () => {
  for (const accept of [BROWSER, undefined]) {
    const request = ask({ host: 'Maintenance.example.com', uri: '/deep/link', accept, mark: true });
    assert.equal(request.uri, '/index.html');
    assert.equal(answered(request).statusCode, 200);
  }
});

test('state, feeds, schema and your own files stay files under every name', () => {
  for (const uri of ['/state.json', '/feed.xml', '/schema/v1/maintenance-state.json', '/logo.png', '/images/a.png']) {
    const request = ask({ uri, mark: true });
    assert.equal(request.uri, uri);
    assert.equal(answered(request).statusCode, 200);
  }
});

test('machines get problem details with 503', () => {
  for (const method of ['GET', 'POST']) {
    const answer = ask({ uri: '/api/orders', method });
    assert.deepEqual([answer.statusCode, answer.body.data, answer.headers['retry-after'].value], [503, CONFIG.body, '300']);
    assert.equal(answer.headers['content-type'].value, 'application/problem+json');
  }
  assert.equal(ask({ uri: '/state.json', method: 'POST' }).statusCode, 503);
});

test('the module hands over each key that is read here, and no other', () => {
  const [, block] = fs.readFileSync(path.join(MODULE, 'main.tf'), 'utf8').match(/^  config = \{\n(.*?)^  \}/ms);
  assert.deepEqual([...block.matchAll(/^ {4}(\w+) +=/gm)].map(([, key]) => key).sort(), Object.keys(CONFIG).sort());
});
