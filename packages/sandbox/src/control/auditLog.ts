import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { auditEvent } from '../kubernetes/http/auditEvent';
import type { Sandbox } from '../sandbox';

/**
 * Appends every request of every cluster to a file (for its owner only), one audit event of level Metadata per line.
 * Returns a function that stops it. Rejects when the file cannot be opened.
 */
export async function writeAuditLog(
  sandbox: Sandbox,
  file: string,
): Promise<() => Promise<void>> {
  // Opened before anything is written, so that a wrong path fails at once.
  await (await open(file, 'a', 0o600)).close();
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  const stops = sandbox.clusters.map(({ name }) =>
    sandbox
      .cluster(name)
      .requests.subscribe(record =>
        stream.write(`${JSON.stringify(auditEvent(name, record))}\n`),
      ),
  );
  return async () => {
    stops.forEach(stop => stop());
    await new Promise<void>(resolve => {
      stream.end(() => resolve());
    });
  };
}
