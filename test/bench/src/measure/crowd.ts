import { execFile } from 'node:child_process';
import { Agent, get } from 'node:http';
import { promisify } from 'node:util';

/**
 * Asks all addresses at once, each over a connection of its own, from another process, which takes no time of the server's.
 * Returns the time until the end of each answer, in milliseconds. Throws when one is not a success.
 */
export async function crowd(addresses: readonly string[]): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    __filename,
    ...addresses,
  ]);
  return JSON.parse(stdout);
}

function ask(address: string, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { agent }, response => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`${address}: ${response.statusCode}`)),
      );
    }).once('error', reject);
  });
}

async function main(addresses: readonly string[]): Promise<void> {
  const agent = new Agent({ maxSockets: Infinity });
  // What a process does for its first request is no time of the server's.
  await ask(addresses[0], agent);
  const times = await Promise.all(addresses.map(each => ask(each, agent)));
  process.stdout.write(JSON.stringify(times));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
