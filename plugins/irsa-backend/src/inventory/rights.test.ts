import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  STORE_KINDS,
} from 'backstage-plugin-irsa-node';
import { parseAllDocuments } from 'yaml';
import { WORKLOAD_KINDS } from './kinds';

interface ClusterRole {
  kind: string;
  metadata: { name: string };
  rules: { apiGroups?: string[]; resources?: string[]; verbs: string[] }[];
}

const manifest = resolve(
  __dirname,
  '../../../../docs/manifests/portal-rbac.yaml',
);
const roles = (parseAllDocuments(readFileSync(manifest, 'utf8')) as any[])
  .map(document => document.toJS() as ClusterRole)
  .filter(({ kind }) => kind === 'ClusterRole');

/** Resources of a group that the documented roles let the portal list and watch. */
function readable(group: string): string[] {
  return roles
    .flatMap(({ rules }) => rules)
    .filter(
      ({ apiGroups = [], verbs }) =>
        apiGroups.includes(group) &&
        ['get', 'list', 'watch'].every(verb => verbs.includes(verb)),
    )
    .flatMap(({ resources = [] }) => resources);
}

/** Plurals that do not begin like their kind. */
const PLURALS: Record<string, string> = { MongoDBOpsManager: 'opsmanagers' };

/** Matched by the beginning of the plural, which is unambiguous within each group. */
const isReadable = (group: string, kind: string) =>
  readable(group).some(
    plural =>
      plural === PLURALS[kind] ||
      (plural.startsWith(kind.toLowerCase().replace(/y$/, '')) &&
        plural.length <= kind.length + 2),
  );

describe('documented rights', () => {
  it.each(
    [...CUSTOM_RESOURCE_RULES, ...CUSTOM_WORKLOADS, ...STORE_KINDS]
      // Adopters add the groups of a whole domain (`*.services.k8s.aws`) themselves.
      .filter(({ group }) => !group.startsWith('*.'))
      .flatMap(({ group, kinds }) =>
        kinds.map((kind): [string, string] => [group, kind]),
      ),
  )('%s %s can be read', (group, kind) => {
    expect(isReadable(group, kind)).toBe(true);
  });

  /**
   * A kind that may name a Secret and may not be listed leaves a cluster read in part, and each key there needs a decision. So whatever
   * comes with the tools that the portal follows can be read: https://fluxcd.io/flux/components/,
   * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
   */
  it.each([
    ...['Application', 'ApplicationSet', 'AppProject'].map(kind => [
      'argoproj.io',
      kind,
    ]),
    ...[
      'Bucket',
      'ExternalArtifact',
      'GitRepository',
      'HelmChart',
      'HelmRepository',
      'OCIRepository',
    ].map(kind => ['source.toolkit.fluxcd.io', kind]),
    ['source.extensions.fluxcd.io', 'ArtifactGenerator'],
    ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
    ['helm.toolkit.fluxcd.io', 'HelmRelease'],
    ...['Alert', 'Provider', 'Receiver'].map(kind => [
      'notification.toolkit.fluxcd.io',
      kind,
    ]),
    ...['ImagePolicy', 'ImageRepository', 'ImageUpdateAutomation'].map(kind => [
      'image.toolkit.fluxcd.io',
      kind,
    ]),
  ])('%s %s of a stock Argo CD or Flux can be read', (group, kind) => {
    expect(isReadable(group, kind)).toBe(true);
  });

  it('cover every kind of workload', () => {
    for (const { group, plural } of WORKLOAD_KINDS) {
      expect([group, readable(group)]).toEqual([
        group,
        expect.arrayContaining([plural]),
      ]);
    }
  });

  it('let no role for custom resources change anything', () => {
    const role = roles.find(
      ({ metadata }) => metadata.name === 'irsa-portal-custom-resources',
    )!;
    expect([...new Set(role.rules.flatMap(({ verbs }) => verbs))]).toEqual([
      'get',
      'list',
      'watch',
    ]);
  });
});
