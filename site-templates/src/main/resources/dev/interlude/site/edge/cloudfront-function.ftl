<#-- Texts come in as JavaScript literals, quoted and escaped: nothing that an operator writes can become code. -->
// Interlude: the switch of ${app} at CloudFront. Runtime cloudfront-js-2.0, event type viewer-request.
//
// It reads the key-value store that is associated with it, so no id stands here:
//   maintenance        "on" is on; anything else, or no such key, is off
//   bypass-addresses   who passes: addresses and networks, as in "203.0.113.7 198.51.100.0/24 2001:db8::/32"
//   bypass-secret      who sends it in the cookie or header interlude-bypass passes, too
// Where the flag cannot be read all traffic passes: a broken switch is no reason for an outage.
import cf from 'cloudfront';

// Where browsers are led, with the path that they asked for; null: they are answered with HTML.
const PAGE = ${pageLiteral};
const HTML = ${htmlLiteral};
const PROBLEM = ${problemLiteral};
const RETRY_AFTER = '${retryAfter}';
// What is answered as JSON whoever asks.
const API = /^\/api(\/|$)/;

async function handler(event) {
  const request = event.request;
  try {
    const sent = takeSecret(request);
    const store = cf.kvs();
    if ((await store.get('maintenance')) !== 'on' || isThePage(request)) return request;
    if (await passes(store, event.viewer.ip, sent)) return request;
  } catch (e) {
    return request;
  }
  return answer(request);
}

// What proves the team to this function is no business of the application, or of its logs.
function takeSecret(request) {
  const cookie = request.cookies['interlude-bypass'];
  const sent = cookie ? cookie.value : header(request, 'interlude-bypass');
  delete request.cookies['interlude-bypass'];
  delete request.headers['interlude-bypass'];
  return sent;
}

async function passes(store, address, sent) {
  const networks = (await read(store, 'bypass-addresses')).split(/[\s,]+/);
  for (let i = 0; i < networks.length; i++) {
    if (isIn(address, networks[i])) return true;
  }
  const secret = await read(store, 'bypass-secret');
  return secret !== '' && sent === secret;
}

// A bypass that cannot be read lets nobody pass: that the switch is on is known by then.
async function read(store, key) {
  try {
    return await store.get(key);
  } catch (e) {
    return '';
  }
}

function isIn(address, network) {
  const parts = network.split('/');
  const wanted = bits(parts[0]);
  const given = bits(address);
  const length = parts.length === 1 ? wanted.length : /^\d{1,3}$/.test(parts[1]) ? Number(parts[1]) : -1;
  if (wanted === '' || given.length !== wanted.length || length < 0 || parts.length > 2) return false;
  return given.slice(0, length) === wanted.slice(0, length);
}

// The address as text of 0 and 1; empty for what is none.
function bits(address) {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
    return address.split('.').map((part) => padded(Number(part), 8)).join('');
  }
  const halves = address.split('::');
  if (address.indexOf(':') < 0 || halves.length > 2 || !/^[0-9a-f:]+$/i.test(address)) return '';
  const left = halves[0] === '' ? [] : halves[0].split(':');
  const right = halves.length < 2 || halves[1] === '' ? [] : halves[1].split(':');
  while (halves.length === 2 && left.length + right.length < 8) left.push('0');
  const groups = left.concat(right);
  return groups.length === 8 ? groups.map((group) => padded(parseInt(group, 16), 16)).join('') : '';
}

function padded(number, length) {
  let text = number.toString(2);
  while (text.length < length) text = '0' + text;
  return text;
}

// Where the page is served by this very distribution it must not be led to itself. Paths that an application may read as others
// are not its own.
function isThePage(request) {
  if (/\.\.|;|\\|%(2e|2f|3b|5c)/i.test(request.uri)) return false;
  return PAGE !== null && ('https://' + header(request, 'host') + request.uri + '/').indexOf(PAGE) === 0;
}

function answer(request) {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const wantsPage = reads && !API.test(request.uri) && header(request, 'accept').indexOf('text/html') >= 0;
  // Only browsers say so: crawlers get 503 and lose nothing that they know of the application.
  if (wantsPage && PAGE !== null && header(request, 'sec-fetch-mode') === 'navigate') {
    const location = PAGE + request.uri.replace(/^\/+/, '') + query(request.querystring);
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: location }, 'cache-control': { value: 'no-store' } },
    };
  }
  const headers = forScripts(request);
  if (request.method === 'OPTIONS' && header(request, 'access-control-request-method') !== '') {
    headers['access-control-allow-methods'] = { value: header(request, 'access-control-request-method') };
    headers['access-control-allow-headers'] = { value: header(request, 'access-control-request-headers') };
    return { statusCode: 204, statusDescription: 'No Content', headers: headers };
  }
  headers['content-type'] = { value: wantsPage ? 'text/html; charset=utf-8' : 'application/problem+json' };
  headers['retry-after'] = { value: RETRY_AFTER };
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: headers,
    body: { encoding: 'text', data: request.method === 'HEAD' ? '' : wantsPage ? HTML : PROBLEM },
  };
}

// Without these the browser hides the 503 from the application's scripts.
function forScripts(request) {
  const headers = { 'cache-control': { value: 'no-store' } };
  if (header(request, 'origin') !== '') {
    headers['access-control-allow-origin'] = { value: '*' };
    headers['access-control-expose-headers'] = { value: 'Retry-After' };
  }
  return headers;
}

function header(request, name) {
  const found = request.headers[name];
  return found ? found.value : '';
}

function query(parameters) {
  const parts = [];
  for (const name in parameters) {
    const values = parameters[name].multiValue || [parameters[name]];
    for (let i = 0; i < values.length; i++) {
      parts.push(values[i].value === '' ? name : name + '=' + values[i].value);
    }
  }
  return parts.length === 0 ? '' : '?' + parts.join('&');
}
