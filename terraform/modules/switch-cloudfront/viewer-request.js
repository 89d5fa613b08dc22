// Stands between every viewer and the distribution. The module writes the imports and CONFIG above this text.
// CloudFront's runtime 2.0 is no browser and no Node: no spread, no destructuring, no loop over iterables, no class.

const MARK = 'x-interlude-page';

async function handler(event) {
  const request = event.request;
  // Only this function says what is the page; a viewer who says so is not believed.
  delete request.headers[MARK];
  try {
    const secrets = takeSecrets(request);
    if (!(await isOn()) || passes(event, secrets)) {
      return request;
    }
    if (isPreflight(request)) {
      return preflight(request);
    }
    if (!wantsPage(request)) {
      return unavailable(request, 'application/problem+json', CONFIG.json);
    }
    if (CONFIG.serve) {
      return servePage(request);
    }
    return isNavigation(request) ? redirect(request) : unavailable(request, 'text/html; charset=utf-8', CONFIG.html);
  } catch (error) {
    // A switch that breaks must not take the application with it.
    console.log('interlude: passed after ' + error);
    return request;
  }
}

// What proves the team to this function is no business of the application, or of its logs.
function takeSecrets(request) {
  const secrets = [request.headers['interlude-bypass'], request.cookies['interlude-bypass']];
  delete request.headers['interlude-bypass'];
  delete request.cookies['interlude-bypass'];
  return secrets;
}

async function isOn() {
  const store = cf.kvs();
  return (await read(store, 'mode')) === 'on' || (await read(store, 'maintenance')) === 'on';
}

// A key that is missing and a store that is away both mean off.
async function read(store, key) {
  try {
    return await store.get(key);
  } catch (error) {
    return undefined;
  }
}

function passes(event, secrets) {
  const host = event.request.headers.host;
  if (host && host.value.toLowerCase() === CONFIG.pageHost) {
    return true;
  }
  return isOffice(event.viewer.ip) || isSecret(secrets[0]) || isSecret(secrets[1]);
}

function isSecret(given) {
  return Boolean(
    CONFIG.secretSha256 && given && crypto.createHash('sha256').update(given.value).digest('hex') === CONFIG.secretSha256,
  );
}

function isOffice(address) {
  const viewer = bytesOf(address);
  for (let index = 0; index < CONFIG.office.length; index++) {
    const parts = CONFIG.office[index].split('/');
    if (sharePrefix(viewer, bytesOf(parts[0]), Number(parts[1]))) {
      return true;
    }
  }
  return false;
}

function bytesOf(address) {
  if (address.indexOf(':') < 0) {
    return address.split('.').map(Number);
  }
  const halves = address.split('::');
  const head = groupsOf(halves[0]);
  const tail = halves.length > 1 ? groupsOf(halves[1]) : [];
  const groups = head.concat(new Array(8 - head.length - tail.length).fill(0), tail);
  const bytes = [];
  for (let index = 0; index < groups.length; index++) {
    bytes.push(groups[index] >> 8, groups[index] & 255);
  }
  return bytes;
}

function groupsOf(text) {
  return text === '' ? [] : text.split(':').map(function (group) { return parseInt(group, 16); });
}

function sharePrefix(left, right, bits) {
  if (left.length !== right.length) {
    return false;
  }
  for (let index = 0; index * 8 < bits; index++) {
    const kept = Math.min(8, bits - index * 8);
    if (left[index] >> (8 - kept) !== right[index] >> (8 - kept)) {
      return false;
    }
  }
  return true;
}

function wantsPage(request) {
  const accept = request.headers.accept;
  return (request.method === 'GET' || request.method === 'HEAD') && Boolean(accept) && accept.value.indexOf('text/html') >= 0;
}

// Only browsers say that they navigate. A crawler gets 503, and forgets nothing that it knows of the application.
function isNavigation(request) {
  const mode = request.headers['sec-fetch-mode'];
  return Boolean(mode) && mode.value === 'navigate';
}

function isPreflight(request) {
  return request.method === 'OPTIONS' && Boolean(request.headers.origin) && Boolean(request.headers['access-control-request-method']);
}

// The page brings people back to the path and the query that they came with.
function redirect(request) {
  return {
    statusCode: 302,
    statusDescription: 'Found',
    headers: {
      location: { value: CONFIG.pageUrl + request.uri.replace(/^\/+/, '') + queryOf(request.querystring) },
      'cache-control': { value: 'no-store' },
      vary: { value: 'Accept, Sec-Fetch-Mode' },
    },
  };
}

function queryOf(query) {
  const pairs = [];
  Object.keys(query).forEach(function (name) {
    const values = query[name].multiValue || [query[name]];
    values.forEach(function (entry) {
      pairs.push(entry.value === '' ? name : name + '=' + entry.value);
    });
  });
  return pairs.length === 0 ? '' : '?' + pairs.join('&');
}

// The page under the application's own URL, from its own origin; viewer-response.js makes it a 503. What the viewer
// proves to the application (cookies, authorization) is none of that origin's business.
function servePage(request) {
  cf.updateRequestOrigin({
    domainName: CONFIG.pageHost,
    hostHeader: CONFIG.pageHost,
    originPath: '',
    customHeaders: {},
    customOriginConfig: { port: 443, protocol: 'https', sslProtocols: ['TLSv1.2'] },
  });
  request.uri = CONFIG.pageUri;
  request.querystring = {};
  request.cookies = {};
  delete request.headers.authorization;
  request.headers[MARK] = { value: '1' };
  return request;
}

function unavailable(request, type, body) {
  const headers = cors(request);
  headers['content-type'] = { value: type };
  headers['retry-after'] = { value: '300' };
  headers['access-control-expose-headers'] = { value: 'Retry-After' };
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: headers,
    body: { encoding: 'text', data: body },
  };
}

// Without it the browser hides the 503 from the application's scripts.
function preflight(request) {
  const headers = cors(request);
  headers['access-control-allow-methods'] = request.headers['access-control-request-method'];
  if (request.headers['access-control-request-headers']) {
    headers['access-control-allow-headers'] = request.headers['access-control-request-headers'];
  }
  return { statusCode: 204, statusDescription: 'No Content', headers: headers };
}

// Every script may read that it is maintenance; with the viewer's cookies only those of the origins that are listed, or a
// preflight that was answered here would speak for the application once maintenance is over.
function cors(request) {
  const headers = { 'cache-control': { value: 'no-store' }, vary: { value: 'Accept, Origin, Sec-Fetch-Mode' } };
  const origin = request.headers.origin;
  if (origin && CONFIG.origins.indexOf(origin.value) >= 0) {
    headers['access-control-allow-origin'] = { value: origin.value };
    headers['access-control-allow-credentials'] = { value: 'true' };
  } else if (origin) {
    headers['access-control-allow-origin'] = { value: '*' };
  }
  return headers;
}
