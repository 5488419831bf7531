import { argoObstacles, fluxObstacles, obstaclesInWords } from './obstacles';
import { subjectOf } from './subject';
import { Json } from './types';

const flux = (kind: string, spec: Json, status: Json = {}) =>
  fluxObstacles(
    subjectOf('eu', 'x', kind, { metadata: { name: 'apps', namespace: 'fs' } }),
    { spec, status },
  );
const condition = (type: string, status: string) => ({
  conditions: [
    {
      type,
      status,
      message: 'Secret "x" is invalid: "hunter2"',
      lastTransitionTime: '2026-11-30T10:00:00Z',
    },
  ],
});

describe('What keeps Flux from applying', () => {
  it.each<[string, ReturnType<typeof flux>, string]>([
    [
      'nothing',
      flux(
        'Kustomization',
        { prune: true },
        { lastAttemptedRevision: 'a', lastAppliedRevision: 'a' },
      ),
      '',
    ],
    [
      'a Kustomization that is suspended',
      flux('Kustomization', { prune: true, suspend: true }),
      ' Flux Kustomization fs/apps is suspended: somebody has to resume it.',
    ],
    [
      'one whose last try did not come to its end',
      flux(
        'Kustomization',
        { prune: true },
        { lastAttemptedRevision: 'b', lastAppliedRevision: 'a' },
      ),
      ' The last try of Flux Kustomization fs/apps has not succeeded so far; its condition Ready says why.',
    ],
    [
      'a repository that cannot be fetched',
      flux('GitRepository', {}, condition('FetchFailed', 'True')),
      ' The last try of Flux GitRepository fs/apps has not succeeded so far; its condition Ready says why.',
    ],
    [
      'a release that failed',
      flux('HelmRelease', {}, condition('Released', 'False')),
      ' The last try of Flux HelmRelease fs/apps has not succeeded so far; its condition Ready says why.',
    ],
    [
      'a release that is given up',
      flux('HelmRelease', {}, condition('Stalled', 'True')),
      ' The last try of Flux HelmRelease fs/apps has not succeeded so far; its condition Ready says why.',
    ],
    ['no repository that is ready', flux('GitRepository', {}), ''],
  ])('is %s', (_, obstacles, words) => {
    expect(obstaclesInWords({ obstacles })).toBe(words);
  });

  it('is pruning that is off, of removals alone', () => {
    const obstacles = flux('Kustomization', {});
    expect(obstaclesInWords({ obstacles })).toBe('');
    expect(obstaclesInWords({ obstacles }, true)).toMatch(
      /Flux Kustomization fs\/apps deletes nothing that is taken out of Git .*by hand/,
    );
  });
});

describe('What keeps Argo CD from applying', () => {
  const automated = { prune: true };
  const argo = (syncPolicy: Json, status: Json = {}) =>
    argoObstacles('Argo CD Application argocd/orders', {
      spec: { syncPolicy },
      status,
    });

  it.each<[string, ReturnType<typeof argo>, RegExp]>([
    ['nothing', argo({ automated }), /^$/],
    ['that it waits for people', argo({}), /is not synced by itself/],
    [
      'that it is told not to',
      argo({ automated: { ...automated, enabled: false } }),
      /is not synced by itself/,
    ],
    [
      'files that it cannot build',
      argo({ automated }, condition('ComparisonError', 'True')),
      /reports ComparisonError: its conditions say why\.$/,
    ],
    [
      'no warning',
      argo({ automated }, condition('OrphanedResourceWarning', 'True')),
      /^$/,
    ],
    [
      'a sync that failed',
      argo({ automated }, { operationState: { phase: 'Failed' } }),
      /The last sync of .* has failed/,
    ],
  ])('is %s', (_, obstacles, words) => {
    expect(obstaclesInWords({ obstacles })).toMatch(words);
    expect(JSON.stringify(obstacles)).not.toContain('hunter2');
  });

  it('is pruning that is off, of removals alone', () => {
    const obstacles = argo({ automated: {} });
    expect(obstaclesInWords({ obstacles })).toBe('');
    expect(obstaclesInWords({ obstacles }, true)).toMatch(/with pruning/);
  });
});
