// Every path is the page, so that a deep link keeps its URL; the page's own files (feeds, state, schema) stay files.
// The module writes CONFIG above this text. CloudFront's runtime 2.0: no spread, no destructuring, no classes.

const MARK = 'x-interlude-page';

function handler(event) {
  const request = event.request;
  delete request.headers[MARK];
  const host = request.headers.host ? request.headers.host.value.toLowerCase() : '';
  const isOwn = CONFIG.pageHosts.indexOf(host) >= 0;
  const accept = request.headers.accept ? request.headers.accept.value : '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';

  if (isRead && isFile(request.uri)) {
    return request;
  }
  if (isRead && (isOwn || accept.indexOf('text/html') >= 0)) {
    request.uri = '/index.html';
    request.querystring = {};
    if (!isOwn) {
      request.headers[MARK] = { value: '1' };
    }
    return request;
  }
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: {
      'content-type': { value: 'application/problem+json' },
      'retry-after': { value: '300' },
      'cache-control': { value: 'no-store' },
      'access-control-allow-origin': { value: '*' },
      'access-control-expose-headers': { value: 'Retry-After' },
    },
    body: { encoding: 'text', data: CONFIG.body },
  };
}

// An entry that ends in a slash is a folder.
function isFile(uri) {
  return CONFIG.files.some(function (file) {
    return uri === file || (file.charAt(file.length - 1) === '/' && uri.indexOf(file) === 0);
  });
}
