import { createHash } from 'node:crypto';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { NamespaceNotes } from '../links/CatalogLinks';
import { parseObjectKey } from './KnownObjects';
import { Surroundings } from './ScanWorld';

/** What an audit went by, beside the workload itself. */
export interface Grounds {
  /** `namespace/kind/name` of the Secrets and ConfigMaps that it asked for. */
  objects: readonly string[];
  /** Those of them whose key it takes. */
  taken: readonly string[];
  /** Whether nothing else than these and its ServiceAccount decided, and all of it was read. */
  isPlain: boolean;
}

interface Seen {
  ref: WorkloadRef;
  /** Of the object; no two clusters have the same, so that versions of another cluster under its name do not count. */
  uid: string | undefined;
  resourceVersion: string | undefined;
  serviceAccount: string;
}

const TAKEN = '!';
const NOT_TAKEN = '-';
const NOTHING = '-';

/**
 * What the audit of a workload went by, as a text that is stored beside what it found: when the same text can be made again in a
 * later scan, everything was looked at again and is the same, so neither an audit nor a row has to be made. It has versions and
 * names, and no value. Only Pods of built-in kinds have one, and only where versions tell everything.
 */
export class Bases {
  private readonly mark: string;
  private readonly marksOfNotes = new Map<string, string>();

  constructor(
    private readonly options: {
      /** What all workloads have in common: program, settings, catalog, and what may be read. */
      common: readonly (string | undefined)[];
      surroundings: Surroundings;
      /** Absent when nothing was asked of them. */
      namespaces?: ReadonlyMap<string, NamespaceNotes>;
    },
  ) {
    this.mark = hashOf(JSON.stringify(options.common));
  }

  /** `undefined` when the workload has to be audited each time. */
  of(seen: Seen, { objects, taken, isPlain }: Grounds): string | undefined {
    const takes = new Set(taken);
    const isKnown = taken.every(key => objects.includes(key));
    return isPlain && isKnown
      ? this.write(
          seen,
          objects.map(key => [key, takes.has(key)] as const),
        )
      : undefined;
  }

  /** What the audit went by, when all of it is as it was; otherwise `undefined`. */
  unchanged(
    seen: Omit<Seen, 'serviceAccount'>,
    stored: string,
  ): Omit<Grounds, 'isPlain'> | undefined {
    const [head, ...lines] = stored.split('\n');
    const [, , , serviceAccount = ''] = head.split(' ');
    const objects = lines.map(line => {
      const [isTaken, key = ''] = line.split(' ');
      return [key, isTaken === TAKEN] as const;
    });
    return this.write({ ...seen, serviceAccount }, objects) === stored
      ? {
          objects: objects.map(([key]) => key),
          taken: objects.filter(([, isTaken]) => isTaken).map(([key]) => key),
        }
      : undefined;
  }

  private write(
    { ref, uid, resourceVersion, serviceAccount }: Seen,
    objects: readonly (readonly [key: string, isTaken: boolean])[],
  ): string | undefined {
    const { surroundings } = this.options;
    const { namespace, kind, name } = ref;
    const isScaled = surroundings.scalers?.scalersOf(kind, namespace, name);
    if (
      !uid ||
      !resourceVersion ||
      isScaled?.length ||
      !surroundings.associated
    ) {
      return undefined;
    }
    const account = `${namespace}/${serviceAccount}`;
    const lines = [
      [
        this.mark,
        uid,
        resourceVersion,
        serviceAccount,
        surroundings.roleArns.get(account) ?? NOTHING,
        surroundings.associated.has(account) ? 'associated' : NOTHING,
        this.markOfNotes(namespace),
      ].join(' '),
    ];
    for (const [key, isTaken] of objects) {
      const version = this.versionOf(key);
      if (version === undefined) {
        return undefined;
      }
      lines.push(`${isTaken ? TAKEN : NOT_TAKEN} ${key} ${version}`);
    }
    return lines.join('\n');
  }

  /** Of a Secret that is not there, or that a resource gives to a store, its version does not tell everything. */
  private versionOf(key: string): string | undefined {
    const { objects, stores } = this.options.surroundings;
    const known = objects.get(key);
    const { namespace, kind, name } = parseObjectKey(key);
    if (kind === 'ConfigMap') {
      return known ? known.resourceVersion || undefined : NOTHING;
    }
    const isGiven =
      stores?.makerOf(namespace, name) ?? stores?.marksOf(namespace, name);
    return isGiven ? undefined : known?.resourceVersion || undefined;
  }

  private markOfNotes(namespace: string): string {
    const { namespaces } = this.options;
    if (!namespaces) {
      return NOTHING;
    }
    const known =
      this.marksOfNotes.get(namespace) ??
      hashOf(JSON.stringify(namespaces.get(namespace) ?? null));
    this.marksOfNotes.set(namespace, known);
    return known;
  }
}

/** 16 characters. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
