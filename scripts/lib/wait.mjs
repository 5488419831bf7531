import http from 'node:http';

const pause = milliseconds =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** @returns {Promise<number | undefined>} the status, or undefined when there is no answer */
function getStatus(url) {
  return new Promise(resolve => {
    const request = http.get(
      url,
      { timeout: 5000, headers: { accept: 'text/html' } },
      response => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

/**
 * Polls until the address answers with 200.
 * @param {string} url
 * @param {{ timeout: number, until?: () => boolean }} options milliseconds; `until` true = give up at once @returns
 *   {Promise<boolean>} false when it never answered so
 */
export async function waitForUrl(url, { timeout, until = () => false }) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline && !until()) {
    if ((await getStatus(url)) === 200) {
      return true;
    }
    await pause(200);
  }
  return false;
}
