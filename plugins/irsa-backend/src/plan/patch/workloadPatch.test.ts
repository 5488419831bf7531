import { CredentialReference } from 'backstage-plugin-irsa-common';
import fc from 'fast-check';
import { HAS_ALL_ROWS } from '../../__testUtils__/testSize';
import {
  applyPatch,
  buildDetachPatch,
  buildRestorePatch,
  detachIntent,
  DetachImpossibleError,
  isDetached,
  isRestored,
  PatchConflictError,
  templateDigest,
  WorkloadObject,
} from './workloadPatch';
import { podSpec, podTemplate } from '../world/podTemplate';

const secretEnv = (name: string, key = name, secret = 'aws-secrets') => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});

const reference = (
  change: Partial<CredentialReference> = {},
): CredentialReference => ({
  container: 'test',
  containerType: 'container',
  location: 'env-secretKeyRef',
  objectKind: 'Secret',
  objectName: 'aws-secrets',
  keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  envNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  path: '',
  verdict: 'static-aws',
  confidence: 'pair',
  accessKeys: [],
  why: '',
  readLevel: 1,
  ...change,
});

function deployment(
  container: Record<string, unknown>,
  spec: Record<string, unknown> = {},
): WorkloadObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'test', namespace: 'production', resourceVersion: '7' },
    spec: {
      template: {
        spec: {
          ...spec,
          containers: [{ name: 'test', image: 'app:1', ...container }],
        },
      },
    },
  };
}

function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DetachImpossibleError) {
      return error.problems.map(({ code }) => code);
    }
    throw error;
  }
  return [];
}

describe('detachIntent', () => {
  it('takes the whole set out of env, the session token too, and adds region and session name', () => {
    const workload = deployment({
      env: [
        { name: 'LOG_LEVEL', value: 'info' },
        secretEnv('AWS_ACCESS_KEY_ID'),
        secretEnv('AWS_SECRET_ACCESS_KEY'),
        secretEnv('AWS_SESSION_TOKEN'),
      ],
    });
    const intent = detachIntent(podTemplate(workload), [reference()], {
      region: 'eu-west-1',
      sessionName: true,
    });
    const after = applyPatch(workload, buildDetachPatch(workload, intent));
    expect(podSpec(after).containers).toEqual([
      {
        name: 'test',
        image: 'app:1',
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'AWS_REGION', value: 'eu-west-1' },
          {
            name: 'AWS_ROLE_SESSION_NAME',
            valueFrom: {
              fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' },
            },
          },
        ],
      },
    ]);
    expect(isDetached(after, intent)).toBe(true);
    expect(isDetached(workload, intent)).toBe(false);
  });

  it('keeps the region that is there', () => {
    const workload = deployment({
      env: [
        secretEnv('AWS_ACCESS_KEY_ID'),
        secretEnv('AWS_SECRET_ACCESS_KEY'),
        { name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' },
      ],
    });
    const intent = detachIntent(podTemplate(workload), [reference()], {
      region: 'eu-west-1',
    });
    expect(intent.added).toEqual([]);
  });

  it('turns an envFrom with other data into single references, prefix and order of precedence kept', () => {
    const workload = deployment({
      env: [{ name: 'APP_MODE', value: 'fixed' }],
      envFrom: [
        { prefix: 'APP_', secretRef: { name: 'aws-secrets' } },
        { configMapRef: { name: 'later' } },
      ],
    });
    const intent = detachIntent(
      podTemplate(workload),
      [reference({ location: 'envFrom-secret' })],
      {
        region: 'eu-west-1',
        keysOf: (_, name) =>
          name === 'aws-secrets'
            ? [
                'AWS_ACCESS_KEY_ID',
                'AWS_SECRET_ACCESS_KEY',
                'MODE',
                'DB',
                'OVERRIDDEN',
              ]
            : ['APP_OVERRIDDEN'],
      },
    );
    const after = applyPatch(workload, buildDetachPatch(workload, intent));
    expect(podSpec(after).containers).toEqual([
      {
        name: 'test',
        image: 'app:1',
        env: [
          { name: 'APP_MODE', value: 'fixed' },
          secretEnv('APP_DB', 'DB'),
          { name: 'AWS_REGION', value: 'eu-west-1' },
        ],
        envFrom: [{ configMapRef: { name: 'later' } }],
      },
    ]);
  });

  it('takes a source out that is hidden behind a variable that goes, and keeps the rest of it', () => {
    const intent = detachIntent(
      podTemplate(
        deployment({
          env: [
            secretEnv('AWS_ACCESS_KEY_ID'),
            secretEnv('AWS_SECRET_ACCESS_KEY'),
          ],
          envFrom: [
            { secretRef: { name: 'hidden' } },
            { secretRef: { name: 'harmless' } },
          ],
        }),
      ),
      [reference()],
      {
        keysOf: (_kind, name) =>
          name === 'hidden'
            ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'QUEUE']
            : ['LEVEL'],
      },
    );
    expect(
      intent.removed
        .filter(({ list }) => list === 'envFrom')
        .map(({ element }) => element),
    ).toEqual([{ secretRef: { name: 'hidden' } }]);
    expect(intent.added.map(({ variable }) => variable)).toEqual([
      {
        name: 'QUEUE',
        valueFrom: { secretKeyRef: { name: 'hidden', key: 'QUEUE' } },
      },
    ]);
  });

  it('takes a source out that a later one hides', () => {
    const both = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
    const intent = detachIntent(
      podTemplate(
        deployment({
          envFrom: [
            { secretRef: { name: 'old' } },
            { secretRef: { name: 'aws-secrets' } },
          ],
        }),
      ),
      [reference({ location: 'envFrom-secret' })],
      { keysOf: () => both },
    );
    expect(intent.removed.map(({ list, index }) => [list, index])).toEqual([
      ['envFrom', 0],
      ['envFrom', 1],
    ]);
    expect(intent.added).toEqual([]);
  });

  it('keeps the region that came in with envFrom', () => {
    const workload = deployment({
      envFrom: [{ secretRef: { name: 'aws-secrets' } }],
    });
    const { added } = detachIntent(
      podTemplate(workload),
      [reference({ location: 'envFrom-secret' })],
      {
        region: 'eu-west-1',
        keysOf: () => [
          'AWS_ACCESS_KEY_ID',
          'AWS_SECRET_ACCESS_KEY',
          'AWS_REGION',
        ],
      },
    );
    expect(added.map(({ variable }) => variable)).toEqual([
      secretEnv('AWS_REGION'),
    ]);
  });

  it('removes a mounted credentials file with its mounts, its variable and its profile', () => {
    const workload = deployment(
      {
        env: [
          { name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/aws/credentials' },
          { name: 'AWS_PROFILE', value: 'app' },
        ],
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'aws', mountPath: '/aws', readOnly: true },
        ],
      },
      {
        volumes: [
          { name: 'aws', secret: { secretName: 'aws-file' } },
          { name: 'tmp', emptyDir: {} },
        ],
      },
    );
    const file = reference({
      location: 'volume-secret',
      objectName: 'aws-file',
      keyNames: ['credentials'],
      envNames: [],
      mountPath: '/aws',
    });
    const intent = detachIntent(podTemplate(workload), [file], {
      keysOf: () => ['credentials'],
    });
    const after = applyPatch(workload, buildDetachPatch(workload, intent));
    expect(podSpec(after)).toEqual({
      volumes: [{ name: 'tmp', emptyDir: {} }],
      containers: [
        {
          name: 'test',
          image: 'app:1',
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
    });
    expect(
      problemsOf(() =>
        detachIntent(podTemplate(workload), [file], {
          keysOf: () => ['credentials', 'tls.key'],
        }),
      ),
    ).toEqual(['mixedVolume']);
  });

  it.each([
    [
      'a literal',
      { env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'AKIAEXAMPLE' }] },
      reference({ location: 'env-literal' }),
      ['literal'],
    ],
    [
      'a command line',
      { args: ['--key'] },
      reference({ location: 'args' }),
      ['args'],
    ],
    [
      'a setting that names a Secret',
      { args: ['--aws-secret=aws-secrets'] },
      reference({
        location: 'other',
        path: 'spec.template.spec.containers[0].args',
      }),
      ['unsupported'],
    ],
    [
      'an envFrom whose keys are not known',
      { envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
      reference({ location: 'envFrom-secret' }),
      ['keysUnknown'],
    ],
    [
      'a variable that another one uses',
      {
        env: [
          secretEnv('AWS_ACCESS_KEY_ID'),
          secretEnv('AWS_SECRET_ACCESS_KEY'),
        ],
        args: ['--id=$(AWS_ACCESS_KEY_ID)'],
      },
      reference(),
      ['dependent'],
    ],
  ])('refuses %s', (_, container, used, codes) => {
    expect(
      problemsOf(() =>
        detachIntent(podTemplate(deployment(container)), [used]),
      ),
    ).toEqual(codes);
  });

  it('never carries a literal value of a credential in an error', () => {
    const workload = deployment({
      env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'canary-value' }],
    });
    expect(() =>
      detachIntent(podTemplate(workload), [
        reference({ location: 'env-literal' }),
      ]),
    ).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('canary'),
      }),
    );
  });
});

describe('the patches', () => {
  const workload = deployment({
    env: [secretEnv('AWS_ACCESS_KEY_ID'), secretEnv('AWS_SECRET_ACCESS_KEY')],
  });
  const intent = detachIntent(podTemplate(workload), [reference()], {
    serviceAccountName: 'test-irsa',
    region: 'eu-west-1',
  });
  const detached = applyPatch(workload, buildDetachPatch(workload, intent));

  it('are guarded by resourceVersion and by what they remove', () => {
    const patch = buildDetachPatch(workload, intent);
    expect(patch[0]).toEqual({
      op: 'test',
      path: '/metadata/resourceVersion',
      value: '7',
    });
    const stale = { ...workload, metadata: { resourceVersion: '8' } };
    expect(() => applyPatch(stale, patch)).toThrow(PatchConflictError);
  });

  it('are empty when there is nothing left to do', () => {
    expect(buildDetachPatch(detached, intent)).toEqual([]);
    expect(buildRestorePatch(workload, intent)).toEqual([]);
  });

  it('change the deprecated serviceAccount together with serviceAccountName', () => {
    const both = deployment(
      { env: [secretEnv('AWS_ACCESS_KEY_ID')] },
      { serviceAccountName: 'shared', serviceAccount: 'shared' },
    );
    const own = detachIntent(podTemplate(both), [reference()], {
      serviceAccountName: 'own',
    });
    const after = applyPatch(both, buildDetachPatch(both, own));
    expect(podSpec(after)).toMatchObject({
      serviceAccountName: 'own',
      serviceAccount: 'own',
    });
    expect(applyPatch(after, buildRestorePatch(after, own))).toEqual(both);
  });

  it('stop at what somebody else changed meanwhile', () => {
    const changed = deployment({
      env: [
        secretEnv('AWS_ACCESS_KEY_ID', 'other'),
        secretEnv('AWS_SECRET_ACCESS_KEY'),
      ],
    });
    expect(() => buildDetachPatch(changed, intent)).toThrow(PatchConflictError);
    expect(isDetached(changed, intent)).toBe(false);
    expect(isRestored(changed, intent)).toBe(false);
  });

  it('find the elements again after others came and went', () => {
    const moved = deployment({
      env: [
        { name: 'NEW', value: '1' },
        secretEnv('AWS_ACCESS_KEY_ID'),
        secretEnv('AWS_SECRET_ACCESS_KEY'),
      ],
    });
    const after = applyPatch(moved, buildDetachPatch(moved, intent));
    expect(isDetached(after, intent)).toBe(true);
    const back = applyPatch(after, buildRestorePatch(after, intent));
    expect(isRestored(back, intent)).toBe(true);
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const environment = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(
      secretEnv('AWS_ACCESS_KEY_ID'),
      secretEnv('AWS_SECRET_ACCESS_KEY', 'secret', 'other'),
      secretEnv('AWS_SESSION_TOKEN'),
      { name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/aws/credentials' },
      { name: 'AWS_REGION', value: 'eu-west-1' },
    ),
    name.map(variable => ({ name: variable, value: 'x' })),
  ),
  { selector: variable => variable.name, maxLength: 8 },
);
const sources = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(
      { secretRef: { name: 'aws-secrets' } },
      { prefix: 'P_', secretRef: { name: 'aws-secrets', optional: true } },
    ),
    name.map(configMap => ({ configMapRef: { name: configMap } })),
  ),
  { selector: source => JSON.stringify(source), maxLength: 5 },
);
const mounts = fc.uniqueArray(
  fc.constantFrom(
    { name: 'aws', mountPath: '/aws' },
    { name: 'aws', mountPath: '/again' },
    { name: 'tmp', mountPath: '/tmp' },
  ),
  { selector: mount => mount.mountPath },
);

/** As the API server serves it: without empty lists. */
const container = fc
  .record({ env: environment, envFrom: sources, volumeMounts: mounts })
  .map(lists =>
    Object.fromEntries(
      Object.entries(lists).filter(([, list]) => list.length > 0),
    ),
  );

const workloads = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'),
    main: container,
    side: container,
    init: container,
    volumes: fc.shuffledSubarray([
      { name: 'aws', secret: { secretName: 'aws-file' } },
      { name: 'tmp', emptyDir: {} },
    ]),
    serviceAccountName: fc.option(fc.constantFrom('shared', 'default'), {
      nil: undefined,
    }),
  })
  .map(({ kind, main, side, init, volumes, serviceAccountName }) => {
    const template = {
      metadata: { labels: { app: 'test' } },
      spec: {
        ...(serviceAccountName ? { serviceAccountName } : {}),
        ...(volumes.length > 0 ? { volumes } : {}),
        initContainers: [{ name: 'test', ...init }],
        containers: [
          { name: 'test', ...main },
          { name: 'side', ...side },
        ],
      },
    };
    return {
      kind,
      metadata: { name: 'test', resourceVersion: '1' },
      spec:
        kind === 'CronJob'
          ? { jobTemplate: { spec: { template } } }
          : { template },
    } as WorkloadObject;
  });

const everywhere: CredentialReference[] = (
  [
    ['test', 'container'],
    ['test', 'init'],
    ['side', 'container'],
  ] as const
).flatMap(([of, containerType]) =>
  (['env-secretKeyRef', 'envFrom-secret', 'volume-secret'] as const).map(
    location =>
      reference({
        container: of,
        containerType,
        location,
        ...(location === 'volume-secret'
          ? { objectName: 'aws-file', keyNames: ['credentials'] }
          : {}),
      }),
  ),
);

describe('for any template', () => {
  const intentOf = (workload: WorkloadObject) =>
    detachIntent(podTemplate(workload), everywhere, {
      region: 'eu-west-1',
      sessionName: true,
      serviceAccountName: 'own',
      keysOf: (_, of) =>
        of === 'aws-file'
          ? ['credentials']
          : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'a', 'Z'],
    });

  it('restoring what was detached gives the exact pre-image', () => {
    fc.assert(
      fc.property(workloads, workload => {
        const pristine = structuredClone(workload);
        const intent = intentOf(workload);
        const after = applyPatch(workload, buildDetachPatch(workload, intent));
        expect(isDetached(after, intent)).toBe(true);
        expect(buildDetachPatch(after, intent)).toEqual([]);
        const back = applyPatch(after, buildRestorePatch(after, intent));
        expect(back).toEqual(pristine);
        expect(isRestored(back, intent)).toBe(true);
        expect(templateDigest(back)).toBe(templateDigest(pristine));
      }),
      { numRuns: HAS_ALL_ROWS ? 500 : 100 },
    );
  });

  it('nothing of a credential set is left in the post-image', () => {
    fc.assert(
      fc.property(workloads, workload => {
        const after = applyPatch(
          workload,
          buildDetachPatch(workload, intentOf(workload)),
        );
        const text = JSON.stringify(podSpec(after));
        expect(text).not.toMatch(
          /AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN/,
        );
        expect(text).not.toContain('secretName');
      }),
    );
  });
});
