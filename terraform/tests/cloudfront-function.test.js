// The functions of modules/switch-cloudfront as they are deployed, run in a fresh context with a store of our own.
const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');

const MODULE = path.join(__dirname, '..', 'modules', 'switch-cloudfront');
// Without comments and indentation, as the module deploys it.
const REQUEST_CODE = fs.readFileSync(path.join(MODULE, 'viewer-request.js'), 'utf8').replace(/^ *(\/\/.*\n)?/gm, '');
const RESPONSE_CODE = fs.readFileSync(path.join(MODULE, 'viewer-response.js'), 'utf8');
const BODY = '{"title":"Wartung – “closed” $5","detail":"</script> \u2028"}\n';
const SECRET = 'a-secret-of-the-team';
const HTML = '<!doctype html><title>Wartung – $5</title>\n';
const CRAWLER = { accept: { value: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const BROWSER = { ...CRAWLER, 'sec-fetch-mode': { value: 'navigate' } };
const CONFIG = {
  serve: false,
  pageUrl: 'https://maintenance.example.com/',
  pageHost: 'maintenance.example.com',
  pageUri: '/index.html',
  office: ['192.0.2.0/27', '198.51.100.7/32', '2001:db8::/47', '2001:db8:ffff::1/128'],
  secretSha256: crypto.createHash('sha256').update(SECRET).digest('hex'),
  origins: ['https://shop.example.com'],
  json: BODY,
  html: HTML,
};
const SERVED = { ...CONFIG, serve: true, pageUrl: 'https://acme.github.io/shop/', pageHost: 'acme.github.io', pageUri: '/shop/index.html' };

const store = (values) => ({
  get: async (key) => {
    if (!(key in values)) throw new Error('key not found');
    return values[key];
  },
});
const ON = store({ mode: 'off', maintenance: 'on' });
const ON_BY_CODE = store({ mode: 'on', maintenance: 'off' });
const OFF = store({ mode: 'off', maintenance: 'off' });
const EMPTY = store({});
const AWAY = { get: async () => { throw new Error('store is away'); } };

function load(code, config, kvs) {
  const origins = [];
  const cf = { kvs, updateRequestOrigin: (origin) => origins.push(origin) };
  const context = vm.createContext({ cf, crypto, CONFIG: config, console: { log() {} } });
  vm.runInContext(code, context);
  return { handler: context.handler, origins };
}

function request(overrides = {}) {
  return { method: 'GET', uri: '/', querystring: {}, headers: { host: { value: 'shop.example.com' } }, cookies: {}, ...overrides };
}

async function run({ config = CONFIG, keys = ON, kvs = () => keys, ip = '203.0.113.7', ...overrides }) {
  const { handler, origins } = load(REQUEST_CODE, config, kvs);
  const { headers, ...rest } = overrides;
  const event = { viewer: { ip }, request: request(rest) };
  Object.assign(event.request.headers, headers);
  const before = structuredClone(event.request);
  const answer = structuredClone(await handler(event));
  return { answer, origins, before, passed: answer.statusCode === undefined && origins.length === 0 };
}

test('off, missing and a store that fails all let pass', async () => {
  for (const keys of [OFF, EMPTY, AWAY]) {
    const { answer, before } = await run({ keys, headers: BROWSER });
    assert.deepEqual(answer, before);
  }
  const { passed } = await run({ kvs: () => { throw new Error('no store associated'); } });
  assert.ok(passed);
});

test('a mistake of the configuration lets pass', async () => {
  assert.ok((await run({ config: { ...CONFIG, office: undefined } })).passed);
});

test('the code or the flag turns it on, each alone', async () => {
  for (const keys of [ON, ON_BY_CODE, store({ maintenance: 'on' }), store({ mode: 'on' })]) {
    assert.equal((await run({ keys })).answer.statusCode, 503);
  }
});

test('machines get 503, byte by byte', async () => {
  for (const method of ['GET', 'POST', 'DELETE', 'HEAD']) {
    const { answer } = await run({ method, uri: '/api/orders', headers: { accept: { value: 'application/json' } } });
    assert.deepEqual(answer, {
      statusCode: 503,
      statusDescription: 'Service Unavailable',
      headers: {
        'cache-control': { value: 'no-store' },
        vary: { value: 'Accept, Origin, Sec-Fetch-Mode' },
        'content-type': { value: 'application/problem+json' },
        'retry-after': { value: '300' },
        'access-control-expose-headers': { value: 'Retry-After' },
      },
      body: { encoding: 'text', data: BODY },
    });
  }
});

test('a form that a browser posts is no navigation that may be redirected', async () => {
  assert.equal((await run({ method: 'POST', headers: BROWSER })).answer.statusCode, 503);
});

test('crawlers get 503 with a small page, and so does a browser that does not say that it navigates', async () => {
  for (const headers of [CRAWLER, { ...CRAWLER, 'sec-fetch-mode': { value: 'cors' } }]) {
    const { answer } = await run({ uri: '/deep/link', headers });
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers['content-type'].value, 'text/html; charset=utf-8');
    assert.equal(answer.headers['retry-after'].value, '300');
    assert.equal(answer.headers['cache-control'].value, 'no-store');
    assert.equal(answer.body.data, HTML);
  }
});

test('scripts of the origins that are listed can read the 503 with credentials, after a preflight that is let through', async () => {
  const origin = { value: 'https://shop.example.com' };
  const { answer } = await run({ headers: { origin } });
  assert.equal(answer.statusCode, 503);
  assert.deepEqual(answer.headers['access-control-allow-origin'], origin);
  assert.equal(answer.headers['access-control-allow-credentials'].value, 'true');
  const preflight = await run({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': { value: 'PUT' }, 'access-control-request-headers': { value: 'x-a' } },
  });
  assert.equal(preflight.answer.statusCode, 204);
  assert.deepEqual(preflight.answer.headers['access-control-allow-origin'], origin);
  assert.equal(preflight.answer.headers['access-control-allow-methods'].value, 'PUT');
  assert.equal(preflight.answer.headers['access-control-allow-headers'].value, 'x-a');
});

test('scripts of every other origin can read the 503, and a preflight promises them no credentials', async () => {
  for (const value of ['https://evil.example', 'https://shop.example.com.evil.example', 'http://shop.example.com', 'null']) {
    for (const [method, status] of [['GET', 503], ['OPTIONS', 204]]) {
      const { answer } = await run({ method, headers: { origin: { value }, 'access-control-request-method': { value: 'PUT' } } });
      assert.equal(answer.statusCode, status);
      assert.equal(answer.headers['access-control-allow-origin'].value, '*');
      assert.equal(answer.headers['access-control-allow-credentials'], undefined);
    }
  }
});

test('browsers are redirected with their path and query', async () => {
  const querystring = { a: { value: '1', multiValue: [{ value: '1' }, { value: '2%20' }] }, empty: { value: '' } };
  const { answer } = await run({ uri: '/deep/link', querystring, headers: BROWSER });
  assert.equal(answer.statusCode, 302);
  assert.equal(answer.headers.location.value, 'https://maintenance.example.com/deep/link?a=1&a=2%20&empty');
  assert.equal(answer.headers['cache-control'].value, 'no-store');
});

test('no path leads to another host', async () => {
  for (const uri of ['//evil.example/', '/@evil.example', '/.evil.example', '/\\evil.example']) {
    const { answer } = await run({ uri, headers: BROWSER });
    assert.equal(new URL(answer.headers.location.value).host, 'maintenance.example.com');
  }
});

test("the page's own host never redirects to itself", async () => {
  assert.ok((await run({ headers: { ...BROWSER, host: { value: 'Maintenance.example.com' } } })).passed);
});

test('office addresses pass, IPv4 and IPv6, and their neighbours do not', async () => {
  for (const ip of ['192.0.2.0', '192.0.2.31', '198.51.100.7', '2001:db8::', '2001:db8:1:2:3:4:5:6', '2001:0db8:0001::1', '2001:db8:ffff::1']) {
    assert.ok((await run({ ip })).passed, ip);
  }
  for (const ip of ['192.0.2.32', '198.51.100.6', '2001:db8:2::', '2001:db8:ffff::2', '::1', '32.1.13.184', '::ffff:192.0.2.1']) {
    assert.equal((await run({ ip })).answer.statusCode, 503, ip);
  }
});

test('the address of the viewer is what CloudFront saw, whatever a header says', async () => {
  for (const name of ['x-forwarded-for', 'cloudfront-viewer-address', 'x-real-ip', 'true-client-ip', 'forwarded']) {
    assert.equal((await run({ headers: { [name]: { value: '192.0.2.1' } } })).answer.statusCode, 503, name);
  }
});

test('the secret passes as header and as cookie; nothing else does', async () => {
  assert.ok((await run({ headers: { 'interlude-bypass': { value: SECRET } } })).passed);
  assert.ok((await run({ cookies: { 'interlude-bypass': { value: SECRET } } })).passed);
  assert.ok((await run({ headers: { 'interlude-bypass': { value: 'wrong' } }, cookies: { 'interlude-bypass': { value: SECRET } } })).passed);
  for (const value of ['', 'wrong', CONFIG.secretSha256]) {
    assert.equal((await run({ headers: { 'interlude-bypass': { value } } })).answer.statusCode, 503);
  }
  const without = { ...CONFIG, secretSha256: null };
  assert.equal((await run({ config: without, headers: { 'interlude-bypass': { value: SECRET } } })).answer.statusCode, 503);
});

test('the secret stays at the edge, on and off', async () => {
  const given = { value: SECRET };
  for (const keys of [ON, OFF]) {
    const { answer } = await run({ keys, headers: { 'interlude-bypass': given }, cookies: { 'interlude-bypass': given, session: { value: 's' } } });
    assert.equal(answer.headers['interlude-bypass'], undefined);
    assert.deepEqual(answer.cookies, { session: { value: 's' } });
  }
});

test('the page is served from its own origin, without what the viewer proves to the application', async () => {
  const { answer, origins } = await run({
    config: SERVED,
    uri: '/deep/link',
    querystring: { a: { value: '1' } },
    cookies: { session: { value: 's' } },
    headers: { ...BROWSER, authorization: { value: 'Bearer s' } },
  });
  assert.equal(answer.uri, '/shop/index.html');
  assert.deepEqual([answer.querystring, answer.cookies, answer.headers.authorization], [{}, {}, undefined]);
  assert.equal(origins.length, 1);
  assert.deepEqual([origins[0].domainName, origins[0].hostHeader, origins[0].originPath], ['acme.github.io', 'acme.github.io', '']);
  const { handler } = load(RESPONSE_CODE, SERVED, () => ON);
  const response = handler({ request: answer, response: { statusCode: 200, headers: { 'cache-control': { value: 'max-age=600' } } } });
  assert.equal(response.statusCode, 503);
  assert.equal(response.headers['retry-after'].value, '300');
  assert.equal(response.headers['cache-control'].value, 'no-store');
});

test('an answer of the application stays what it is, even if a viewer pretends', async () => {
  const { answer } = await run({ config: SERVED, keys: OFF, headers: { 'x-interlude-page': { value: '1' } } });
  assert.equal(answer.headers['x-interlude-page'], undefined);
  const { handler } = load(RESPONSE_CODE, SERVED, () => OFF);
  assert.equal(handler({ request: answer, response: { statusCode: 200, headers: {} } }).statusCode, 200);
});

test('the module hands over each key that is read here, and no other', () => {
  const [, block] = fs.readFileSync(path.join(MODULE, 'main.tf'), 'utf8').match(/^  config = \{\n(.*?)^  \}/ms);
  assert.deepEqual([...block.matchAll(/^ {4}(\w+) +=/gm)].map(([, key]) => key).sort(), Object.keys(CONFIG).sort());
});

test('the code holds nothing that the runtime does not know', () => {
  for (const text of [REQUEST_CODE, RESPONSE_CODE.replace(/^\s*\/\/.*$/gm, '')]) {
    assert.doesNotMatch(text, /\?\.|\?\?|\.\.\.|\bof\b|\bclass\b|\beval\b|\bfetch\(|\bsetTimeout\b|=>/);
    assert.doesNotMatch(text, /\b(?:const|let)\s*[[{]/);
  }
});
