import { CredentialReference } from '@internal/plugin-irsa-common';
import { isForeignEndpoint } from './credentialCatalogue';
import { detectArguments } from './detectArguments';
import { detectEnvironment } from './detectEnvironment';
import { detectVolumes } from './detectVolumes';
import { DetectedReference, KeysOf, PodContainer, PodSpec } from './types';

export interface DetectOptions {
  spec: PodSpec;
  keysOf: KeysOf;
  /** Role in the ServiceAccount's annotation. */
  roleArn?: string;
}

/** A reference before verdict and container are settled. */
export type Candidate = Omit<DetectedReference, 'reference'> & {
  reference: Omit<CredentialReference, 'container' | 'containerType'>;
};

/**
 * Finds every place where a Pod made from `spec` gets a static credential. Pure; takes names only, but for literals in
 * the template itself, of which no value leaves.
 */
export function detectCredentials(options: DetectOptions): DetectedReference[] {
  const { spec, keysOf, roleArn } = options;
  const lists = [
    ['init', spec.initContainers],
    ['container', spec.containers],
    ['ephemeral', spec.ephemeralContainers],
  ] as const;
  return lists.flatMap(([containerType, containers]) =>
    (containers ?? []).flatMap(container => {
      const endpoint = foreignEndpoint(container);
      return [
        ...detectEnvironment(container, keysOf),
        ...detectVolumes(container, spec.volumes ?? [], keysOf),
        ...detectArguments(container),
      ].map(({ reference, ...rest }) => ({
        ...rest,
        reference: settleVerdict(
          { container: container.name, containerType, ...reference },
          endpoint,
          roleArn,
        ),
      }));
    }),
  );
}

/**
 * The verdict once the key id behind a reference was looked at.
 *
 * @param found - `aws` when it has the form of an AWS key id, `other` when it has not
 */
export function confirmReference(
  reference: CredentialReference,
  found: 'aws' | 'other',
  roleArn: string | undefined,
  last4?: string,
): CredentialReference {
  if (reference.verdict === 's3-compatible') {
    return reference;
  }
  if (found === 'other') {
    return {
      ...reference,
      verdict: 's3-compatible',
      why: 'The key id does not have the form of an AWS access key id',
    };
  }
  return {
    ...reference,
    keyLast4: last4,
    verdict: roleArn ? 'irsa-shadowed' : 'static-aws',
    why: roleArn
      ? `An AWS access key; most SDKs use it instead of the ServiceAccount's role`
      : 'An AWS access key',
  };
}

function settleVerdict(
  reference: CredentialReference,
  endpoint: string | undefined,
  roleArn: string | undefined,
): CredentialReference {
  if (endpoint && reference.verdict !== 's3-compatible') {
    return {
      ...reference,
      verdict: 's3-compatible',
      why: `Variable ${endpoint} points at a store that is not AWS`,
    };
  }
  if (roleArn && reference.verdict === 'static-aws') {
    return {
      ...reference,
      verdict: 'irsa-shadowed',
      why: `${reference.why}; most SDKs use it instead of the ServiceAccount's role`,
    };
  }
  return reference;
}

function foreignEndpoint(container: PodContainer): string | undefined {
  return container.env?.find(({ name, value }) =>
    isForeignEndpoint(name, value ?? ''),
  )?.name;
}
