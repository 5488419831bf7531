import { Preview, PreviewSide, Probe } from 'backstage-plugin-irsa-common';
import { ACTION_OF, objectArn } from './sessionPolicy';

/** Compares the answers for role and key, method by method. Pure. */
export function compareSides(
  key: PreviewSide,
  role: PreviewSide,
  address: { partition: string; bucket: string; key: string },
): Pick<Preview, 'verdict' | 'differences'> {
  if (key.state === 'ok' && role.state === 'simulated') {
    return {
      verdict: 'incomplete',
      differences: simulated(key, role, address),
    };
  }
  if (key.state !== 'ok' || role.state !== 'ok') {
    return { verdict: 'incomplete', differences: [] };
  }
  const resource = objectArn(address.partition, address.bucket, address.key);
  let unsure = false;
  const differences: NonNullable<Preview['differences']> = [];
  for (const before of key.probes) {
    const after = role.probes.find(({ method }) => method === before.method);
    if (!after) {
      continue;
    }
    if (before.status === undefined || after.status === undefined) {
      unsure = true;
      continue;
    }
    if (result(before) === result(after)) {
      continue;
    }
    const lost = before.outcome !== 'denied' && after.outcome === 'denied';
    differences.push({
      method: before.method,
      message: `${before.method} ${inWords(before)} with the key and ${inWords(
        after,
      )} with the role.`,
      // Without the right to list, S3 hides a missing object behind a 403.
      ...(lost && {
        missingAction:
          before.status === 404 ? 's3:ListBucket' : ACTION_OF[before.method],
        resource:
          before.status === 404
            ? `arn:${address.partition}:s3:::${address.bucket}`
            : resource,
      }),
    });
  }
  if (differences.length > 0) {
    return { verdict: 'different', differences };
  }
  return { verdict: unsure ? 'incomplete' : 'same', differences };
}

/** What works with the key and is not in the plan. */
function simulated(
  key: PreviewSide,
  role: PreviewSide,
  address: { partition: string; bucket: string; key: string },
): NonNullable<Preview['differences']> {
  return key.probes
    .filter(({ outcome }) => outcome === 'allowed')
    .filter(({ method }) =>
      role.probes.some(
        probe => probe.method === method && probe.outcome === 'denied',
      ),
    )
    .map(({ method }) => ({
      method,
      message: `${method} works with the key, and the plan does not allow ${ACTION_OF[method]}.`,
      missingAction: ACTION_OF[method],
      resource: objectArn(address.partition, address.bucket, address.key),
    }));
}

function result({ outcome, status }: Probe): string {
  return outcome === 'allowed' ? 'allowed' : `${outcome} ${status}`;
}

function inWords({ outcome, status, code }: Probe): string {
  if (outcome === 'allowed') {
    return 'works';
  }
  const detail = [status, code].filter(Boolean).join(' ');
  return outcome === 'denied' ? `is denied (${detail})` : `fails (${detail})`;
}
