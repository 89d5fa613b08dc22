// The functions of modules/maintenance-cdn as they are deployed.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');

const MODULE = path.join(__dirname, '..', 'modules', 'maintenance-cdn');
const CONFIG = { pageHosts: ['maintenance.example.com'], body: '{"status":503}\n', files: ['/state.json', '/feed.xml'] };
const BROWSER = { value: 'text/html,*/*;q=0.8' };

function load(file) {
  const context = vm.createContext({ CONFIG });
  vm.runInContext(fs.readFileSync(path.join(MODULE, file), 'utf8'), context);
  return context.handler;
}

const onRequest = load('viewer-request.js');
const onResponse = load('viewer-response.js');

function ask({ host = 'shop.example.com', uri = '/', method = 'GET', accept, mark } = {}) {
  const headers = { host: { value: host } };
  if (accept) headers.accept = accept;
  if (mark) headers['x-interlude-page'] = { value: '1' };
  return structuredClone(onRequest({ request: { method, uri, headers, querystring: { a: { value: '1' } } } }));
}

const answered = (request) => structuredClone(onResponse({ request, response: { statusCode: 200, headers: {} } }));

test("under the application's name every path is the page, as a 503", () => {
  for (const uri of ['/', '/deep/link', '/index.html']) {
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

test('state, feeds and schema stay files under every name', () => {
  for (const uri of ['/state.json', '/feed.xml', '/schema/v1/maintenance-state.json']) {
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
