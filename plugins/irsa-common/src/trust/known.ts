import { KnownCluster, TrustReviewContext } from './types';

type KnownProvider = NonNullable<TrustReviewContext['providers']>[number];

const byArn = new WeakMap<
  readonly KnownProvider[],
  Map<string, KnownProvider>
>();
const byHost = new WeakMap<
  readonly KnownCluster[],
  Map<string, KnownCluster[]>
>();
const NONE: readonly KnownCluster[] = [];
const SCHEME = 'https://';

/** The registered provider with the ARN. Many roles are compared with one list, so each list is sorted in once. */
export function providerOf(
  { providers }: Pick<TrustReviewContext, 'providers'>,
  arn: string,
): KnownProvider | undefined {
  if (!providers) {
    return undefined;
  }
  let known = byArn.get(providers);
  if (!known) {
    known = new Map();
    for (const provider of providers) {
      if (!known.has(provider.arn)) {
        known.set(provider.arn, provider);
      }
    }
    byArn.set(providers, known);
  }
  return known.get(arn);
}

/** The clusters that sign with the issuer, given without `https://`; several where they share it. */
export function clustersOf(
  { clusters }: Pick<TrustReviewContext, 'clusters'>,
  host: string,
): readonly KnownCluster[] {
  if (!clusters) {
    return NONE;
  }
  let known = byHost.get(clusters);
  if (!known) {
    known = new Map();
    for (const cluster of clusters) {
      const { issuer } = cluster;
      const name = issuer.startsWith(SCHEME)
        ? issuer.slice(SCHEME.length)
        : issuer;
      known.set(name, [...(known.get(name) ?? []), cluster]);
    }
    byHost.set(clusters, known);
  }
  return known.get(host) ?? NONE;
}
