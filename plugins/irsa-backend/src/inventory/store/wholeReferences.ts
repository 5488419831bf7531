import { CredentialReference, Workload } from 'backstage-plugin-irsa-common';

/** What is not known of a reference, in the least certain words. */
const BLANK = {
  objectName: '',
  path: '',
  confidence: 'name',
  why: '',
  readLevel: 0,
} as const;

/**
 * The references of a stored workload, with every field. A row that an older version has written lacks some of them
 * until the next scan writes it again; while a portal is upgraded, both versions write.
 */
export function wholeReferences({
  references,
  keys,
}: Pick<Workload, 'references' | 'keys'>): CredentialReference[] {
  return (references as StoredReference[]).map(reference => ({
    ...BLANK,
    accessKeys: keysOf(reference, keys),
    ...reference,
  }));
}

type StoredReference = Partial<CredentialReference> &
  Pick<
    CredentialReference,
    'container' | 'location' | 'keyNames' | 'envNames' | 'verdict'
  >;

/** Older versions kept only the end of an id. Two keys with the same end cannot be told apart. */
function keysOf(
  { keyLast4 }: StoredReference,
  keys: Workload['keys'],
): CredentialReference['accessKeys'] {
  const own = keys.filter(({ last4 }) => last4 === keyLast4);
  return own.length === 1
    ? own.map(({ fingerprint, last4, accountId }) => ({
        fingerprint,
        last4,
        accountId,
      }))
    : [];
}
