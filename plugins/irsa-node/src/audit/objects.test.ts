import fc from 'fast-check';
import { audit, KEY, objectsOf, SECRET, secret } from './__testUtils__/audit';
import { auditObjects } from './auditObjects';

const PAIR =
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }';
const NAMES = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';
const pod = (env: string, indent = '        ') =>
  `containers:\n- name: main\n  image: app\n  env: ${env}`.replace(
    /^(?=.)/gm,
    indent,
  );
const ENV =
  '[{ name: AWS_ACCESS_KEY_ID, value: "@KEY@" }, { name: AWS_SECRET_ACCESS_KEY, value: "@SECRET@" }]';

describe('kinds that make Pods', () => {
  it.each([
    [
      'Pod',
      `apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n${pod(
        ENV,
        '  ',
      )}`,
    ],
    [
      'StatefulSet',
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: x }\nspec:\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
    ],
    [
      'Deployment scaled to 0',
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec:\n  replicas: 0\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
    ],
    [
      'CronJob',
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: x }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${pod(
        ENV,
        '          ',
      )}`,
    ],
    [
      'Rollout',
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: x }\nspec:\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
    ],
    [
      'Service',
      `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: x }\nspec:\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
    ],
    [
      'DeploymentConfig',
      `apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nmetadata: { name: x }\nspec:\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
    ],
    [
      'PodTemplate',
      `apiVersion: v1\nkind: PodTemplate\nmetadata: { name: x }\ntemplate:\n  spec:\n${pod(
        ENV,
        '    ',
      )}`,
    ],
    [
      'Workflow',
      `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: x }\nspec:\n  templates:\n  - name: main\n    container:\n      name: main\n      image: app\n      env: ${ENV}`,
    ],
    [
      'Task',
      `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: x }\nspec:\n  steps:\n  - name: main\n    image: app\n    env: ${ENV}`,
    ],
  ])('%s', (kind, yaml) => {
    expect(audit(yaml)).toEqual([
      `${kind.split(' ')[0]}/x main env-literal - ${NAMES} static-aws`,
    ]);
  });

  it('init containers, sidecars and ephemeral ones', () => {
    const list = (name: string) =>
      `${name}:\n- name: ${name}\n  image: app\n  env: ${ENV}\n`.replace(
        /^(?=.)/gm,
        '  ',
      );
    expect(
      audit(
        `apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n${list(
          'initContainers',
        )}${list('ephemeralContainers')}${pod('[]', '  ')}`,
      ),
    ).toEqual([
      `Pod/x ephemeralContainers env-literal - ${NAMES} static-aws`,
      `Pod/x initContainers env-literal - ${NAMES} static-aws`,
    ]);
  });

  it('tells the controller, and not what it made', () => {
    const owned = (kind: string, owner: string, ownerName: string) =>
      `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: x-${kind}, ownerReferences: [{ kind: ${owner}, name: ${ownerName}, controller: true }] }\nspec:\n${
        kind === 'Pod' ? pod(ENV, '  ') : `  template:\n    spec:\n${pod(ENV)}`
      }\n---\n`;
    const deployment = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec:\n  template:\n    spec:\n${pod(
      ENV,
    )}\n---\n`;
    const replicaSet = owned('ReplicaSet', 'Deployment', 'x');
    expect(
      audit(
        deployment + replicaSet + owned('Pod', 'ReplicaSet', 'x-ReplicaSet'),
      ),
    ).toEqual([`Deployment/x main env-literal - ${NAMES} static-aws`]);
    expect(audit(replicaSet)).toHaveLength(1);
  });

  it('takes lists apart', () => {
    const item = objectsOf(
      `apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n${pod(
        ENV,
        '  ',
      )}`,
    )[0];
    for (const kind of ['List', 'PodList']) {
      expect(
        auditObjects([{ apiVersion: 'v1', kind, items: [item] }]),
      ).toHaveLength(1);
    }
  });
});

describe('annotations', () => {
  const annotated = (name: string, value: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: x, namespace: shop, annotations: { ${name}: '${value}' } }\n`;
  it.each([
    [
      'a key in it',
      'backup/creds',
      'aws_access_key_id=@KEY@',
      ['Service/x - other - [backup/creds] static-aws'],
    ],
    [
      'what was applied before',
      'kubectl.kubernetes.io/last-applied-configuration',
      '{"env":[{"name":"AWS_ACCESS_KEY_ID","value":"@KEY@"}]}',
      [
        'Service/x - other - [kubectl.kubernetes.io/last-applied-configuration] static-aws',
      ],
    ],
    [
      'names alone',
      'kubectl.kubernetes.io/last-applied-configuration',
      '{"env":[{"name":"AWS_ACCESS_KEY_ID","valueFrom":{"secretKeyRef":{"name":"s","key":"id"}}}]}',
      [],
    ],
    [
      'a role',
      'eks.amazonaws.com/role-arn',
      'arn:aws:iam::111122223333:role/x',
      [],
    ],
  ])('%s', (_name, name, value, expected) => {
    expect(audit(annotated(name, value))).toEqual(expected);
  });
});

describe('whatever comes in', () => {
  const objects = objectsOf(
    [
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: shop }\nspec:\n  template:\n    spec:\n${pod(
        ENV,
      )}`,
      `apiVersion: v1\nkind: Pod\nmetadata: { name: b, namespace: shop }\nspec:\n  containers:\n  - name: main\n    image: app\n    args: ["--access-key=@KEY@", "--secret-key=@SECRET@"]\n    envFrom: [{ secretRef: { name: s } }]`,
      secret('s', PAIR),
      secret('t', PAIR),
      secret(
        'u',
        '{ cloud: "[default]\\naws_access_key_id=@KEY@\\naws_secret_access_key=@SECRET@\\n" }',
      ),
    ].join('\n---\n'),
  );

  it('no finding holds a value', () => {
    const text = JSON.stringify(auditObjects(objects));
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(SECRET);
    expect(text).toContain(KEY.slice(-4));
  });

  it('the order of the objects does not matter', () => {
    const expected = auditObjects(objects);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(objects, { minLength: objects.length }),
        shuffled => {
          expect(auditObjects(shuffled)).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('garbage is no finding, and no error', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.anything(),
            fc.record({
              kind: fc.constantFrom(
                'Pod',
                'Secret',
                'ConfigMap',
                'List',
                'ClusterIssuer',
              ),
              apiVersion: fc.constantFrom('v1', 'cert-manager.io/v1'),
              metadata: fc.anything(),
              spec: fc.anything(),
              data: fc.anything(),
              items: fc.anything(),
            }),
          ),
          { maxLength: 5 },
        ),
        garbage => {
          expect(Array.isArray(auditObjects(garbage))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
