// Makes the page a 503 under the names of the application: a page that says 200 would be indexed, and taken for success.

const MARK = 'x-interlude-page';

function handler(event) {
  const response = event.response;
  if (event.request.headers[MARK]) {
    response.statusCode = 503;
    response.statusDescription = 'Service Unavailable';
    response.headers['retry-after'] = { value: '300' };
    response.headers['cache-control'] = { value: 'no-store' };
  }
  return response;
}
