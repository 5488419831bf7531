import { Behaviour } from '../contract';
import { KUBECTL } from './api';
import { Cluster } from './support/Cluster';
import { KubectlResult } from './support/kubectl';
import { configMap, deployment, pod, secret } from './support/manifests';
import { made, stored } from './support/objects';
import { unnamed } from './support/people';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const LAST = 'kubectl.kubernetes.io/last-applied-configuration';

/** Exit code and first lines of output, as people and scripts see them. */
function seen(cluster: Cluster, { code, out, err }: KubectlResult) {
  const text = unnamed(cluster, `${out}${err}`).trim();
  return code === 0 ? text : [code, text];
}

/** A command that runs after some others and a set-up. */
const verb = (
  id: string,
  what: string,
  page: string,
  call: (
    run: (args: string, input?: unknown) => Promise<any>,
    cluster: Cluster,
  ) => Promise<unknown>,
  answer: unknown,
): Row => ({
  id: `kubectl.${id}`,
  what,
  source: `${KUBECTL}kubectl_${page}/`,
  call: cluster =>
    call(
      async (args, input) =>
        seen(cluster, await cluster.kubectl(args.split(' '), input)),
      cluster,
    ),
  answer,
});

const DEPLOYMENT = deployment('web', { replicas: 1 });
const WAIT = 'rollout status deployment/web --timeout=20s';

const reading: Row[] = [
  verb(
    'get-forms',
    'get prints names, paths, columns and whole objects',
    'get',
    async (run, cluster) => {
      await made(cluster, 'configmaps', configMap('a', { k: 'v' }));
      return [
        await run('get configmap a -o name'),
        await run('get configmap a -o jsonpath={.data.k}'),
        await run(
          'get configmap a -o custom-columns=NAME:.metadata.name,K:.data.k --no-headers',
        ),
        JSON.parse(await run('get configmap a -o json')).data,
        (await run('get configmap a -o yaml')).split('\n')[0],
      ];
    },
    [
      'configmap/a',
      'v',
      expect.stringMatching(/^a\s+v$/),
      { k: 'v' },
      'apiVersion: v1',
    ],
  ),
  verb(
    'get-wide',
    'get -o wide has the further columns',
    'get',
    async (run, cluster) => {
      await made(cluster, 'deployments', deployment('web', { replicas: 0 }));
      const [head, line] = (await run('get deployments -o wide')).split('\n');
      return [
        head.split(/\s{2,}|\s(?=[A-Z])/).map((x: string) => x.trim()),
        line.split(/\s+/)[1],
      ];
    },
    [
      [
        ...['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
        ...['CONTAINERS', 'IMAGES', 'SELECTOR'],
      ],
      '0/0',
    ],
  ),
  verb(
    'get-missing',
    'get of what is not there fails and says so',
    'get',
    async run => [
      await run('get deployment none'),
      await run('get deployment none --ignore-not-found'),
      await run('get nonsense'),
      await run('get configmaps -l no=such'),
    ],
    [
      [1, 'Error from server (NotFound): deployments.apps "none" not found'],
      '',
      [1, 'error: the server doesn\'t have a resource type "nonsense"'],
      'No resources found in NS namespace.',
    ],
  ),
  verb(
    'get-sorted',
    'get sorts, selects and shows labels',
    'get',
    async (run, cluster) => {
      for (const name of ['b', 'a']) {
        await made(
          cluster,
          'secrets',
          secret(name, {}, { labels: { of: 'mine' } }),
        );
      }
      return run('get secrets -l of=mine --sort-by=.metadata.name -o name');
    },
    'secret/a\nsecret/b',
  ),
  verb(
    'describe',
    'describe tells of a Deployment, and no values of a Secret',
    'describe',
    async (run, cluster) => {
      await made(cluster, 'deployments', deployment('web', { replicas: 0 }));
      await made(cluster, 'secrets', secret('s', { KEY: 'opensesame' }));
      const told = await run('describe deployment web');
      const hidden = await run('describe secret s');
      return [
        /StrategyType:\s+RollingUpdate/.test(told),
        /KEY:\s+10 bytes/.test(hidden),
        hidden.includes('opensesame'),
      ];
    },
    [true, true, false],
  ),
  verb(
    'describe-pod',
    'describe of a Pod that waits says so',
    'describe',
    async (run, cluster) => {
      await made(cluster, 'pods', pod('p', { nodeSelector: { no: 'such' } }));
      const told = await run('describe pod p');
      return [
        /^Status:\s+Pending/m.test(told),
        /^Service Account:\s+default/m.test(told),
      ];
    },
    [true, true],
  ),
  verb(
    'logs',
    'a Pod without a Node has empty logs; one that is not there, or no such container, has none',
    'logs',
    async (run, cluster) => {
      await made(cluster, 'pods', pod('p', { nodeSelector: { no: 'such' } }));
      return [
        await run('logs p'),
        await run('logs none'),
        await run('logs p -c other'),
      ];
    },
    [
      '',
      [
        1,
        'error: error from server (NotFound): pods "none" not found in namespace "NS"',
      ],
      [1, 'error: container other is not valid for pod p'],
    ],
  ),
  verb(
    'api-resources',
    'api-resources lists kinds with their short names',
    'api-resources',
    async run =>
      (await run('api-resources --api-group=apps --no-headers'))
        .split('\n')
        .map((line: string) => line.split(/\s+/).slice(0, 4))
        .filter(([name]: string[]) =>
          ['deployments', 'statefulsets', 'daemonsets'].includes(name),
        )
        .sort(),
    [
      ['daemonsets', 'ds', 'apps/v1', 'true'],
      ['deployments', 'deploy', 'apps/v1', 'true'],
      ['statefulsets', 'sts', 'apps/v1', 'true'],
    ],
  ),
];

const writing: Row[] = [
  verb(
    'apply',
    'apply creates, changes, and leaves alone',
    'apply',
    async run => [
      await run('apply -f -', configMap('a')),
      await run('apply -f -', configMap('a')),
      await run('apply -f -', configMap('a', { k: 'w' })),
    ],
    ['configmap/a created', 'configmap/a unchanged', 'configmap/a configured'],
  ),
  verb(
    'apply-forgets',
    'apply removes what was applied before and is not any more, and nothing else',
    'apply',
    async (run, cluster) => {
      await run('apply -f -', configMap('a', { one: '1', two: '2' }));
      await run('patch configmap a --type=merge -p {"data":{"other":"3"}}');
      await run('apply -f -', configMap('a', { one: '1' }));
      return (await stored(cluster, 'configmaps', 'a')).data;
    },
    { one: '1', other: '3' },
  ),
  verb(
    'last-applied',
    'apply keeps the whole manifest in an annotation, values included',
    'apply',
    async (run, cluster) => {
      await run('apply -f -', secret('s', { KEY: 'opensesame' }));
      const { metadata } = await stored(cluster, 'secrets', 's');
      const kept = metadata.annotations[LAST];
      return [
        kept.endsWith('\n'),
        JSON.parse(kept).stringData,
        Object.keys(JSON.parse(kept)),
      ];
    },
    [
      true,
      { KEY: 'opensesame' },
      ['apiVersion', 'kind', 'metadata', 'stringData'],
    ],
  ),
  verb(
    'apply-server-side',
    'apply --server-side keeps no copy, and finds conflicts',
    'apply',
    async (run, cluster) => {
      const first = await run(
        'apply --server-side --field-manager=one -f -',
        configMap('a'),
      );
      const second = await run(
        'apply --server-side --field-manager=two -f -',
        configMap('a', { k: 'w' }),
      );
      const forced = await run(
        'apply --server-side --field-manager=two --force-conflicts -f -',
        configMap('a', { k: 'w' }),
      );
      const { metadata } = await stored(cluster, 'configmaps', 'a');
      return [
        first,
        [second[0], second[1].split('\n')[0]],
        forced,
        metadata.annotations?.[LAST] ?? 'no copy',
      ];
    },
    [
      'configmap/a serverside-applied',
      [1, 'error: Apply failed with 1 conflict: conflict with "one": .data.k'],
      'configmap/a serverside-applied',
      'no copy',
    ],
  ),
  verb(
    'apply-unknown-field',
    'apply refuses a field that nobody knows',
    'apply',
    async run => {
      const [code, text] = await run('apply -f -', {
        ...configMap('a'),
        dta: {},
      });
      return [
        code,
        /strict decoding error: unknown field "dta"|unknown field "dta"/.test(
          text,
        ),
      ];
    },
    [1, true],
  ),
  verb(
    'apply-dry-run',
    'apply --dry-run=server shows what would be, and writes nothing',
    'apply',
    async run => [
      await run('apply --dry-run=server -f -', configMap('a')),
      await run('get configmap a --ignore-not-found'),
    ],
    ['configmap/a created (server dry run)', ''],
  ),
  verb(
    'diff',
    'diff ends with 0 when nothing would change, with 1 when something would',
    'diff',
    async (run, cluster) => {
      await run('apply -f -', configMap('a'));
      const same = await run('diff -f -', configMap('a'));
      const [code, text] = await run('diff -f -', configMap('a', { k: 'w' }));
      return {
        same,
        code,
        lines: text.split('\n').filter((line: string) => /^[-+] /.test(line)),
        stored: (await stored(cluster, 'configmaps', 'a')).data,
      };
    },
    { same: '', code: 1, lines: ['-  k: v', '+  k: w'], stored: { k: 'v' } },
  ),
  verb(
    'diff-hides',
    'diff hides the values of Secrets',
    'diff',
    async run => {
      await run('apply -f -', {
        ...secret('s', {}),
        data: { KEY: 'b3BlbnNlc2FtZQ==' },
      });
      const [code, text] = await run('diff -f -', {
        ...secret('s', {}),
        data: { KEY: 'c2hlbW9zZW5lcG8=' },
      });
      return [
        code,
        text.includes('b3BlbnNlc2FtZQ') || text.includes('c2hlbW9zZW5lcG8'),
        /\*\*\* \(before\)/.test(text),
      ];
    },
    [1, false, true],
  ),
  verb(
    'patches',
    'patch takes its three types',
    'patch',
    async (run, cluster) => {
      await made(cluster, 'deployments', deployment('web', { replicas: 0 }));
      const said = [
        await run(
          'patch deployment web -p {"spec":{"template":{"spec":{"containers":[{"name":"app","env":[{"name":"A","value":"1"}]}]}}}}',
        ),
        await run(
          'patch deployment web --type=merge -p {"metadata":{"labels":{"by":"merge"}}}',
        ),
        await run(
          'patch deployment web --type=json -p [{"op":"replace","path":"/metadata/labels/by","value":"json"}]',
        ),
        await run(
          'patch deployment web --type=merge -p {"metadata":{"labels":{"by":"json"}}}',
        ),
      ];
      const { metadata, spec } = await stored(cluster, 'deployments', 'web');
      const [app] = spec.template.spec.containers;
      return [said, metadata.labels, app.env, app.image.length > 0];
    },
    [
      [
        'deployment.apps/web patched',
        'deployment.apps/web patched',
        'deployment.apps/web patched',
        'deployment.apps/web patched (no change)',
      ],
      { by: 'json' },
      [{ name: 'A', value: '1' }],
      true,
    ],
  ),
  verb(
    'set-env',
    'set env adds, replaces, removes, and lists',
    'set/kubectl_set_env',
    async (run, cluster) => {
      await made(cluster, 'deployments', deployment('web', { replicas: 0 }));
      await run('set env deployment/web A=1 B=2');
      await run('set env deployment/web A=3 B-');
      const { spec } = await stored(cluster, 'deployments', 'web');
      const listed = await run('set env deployment/web --list');
      return [spec.template.spec.containers[0].env, listed.split('\n')];
    },
    [[{ name: 'A', value: '3' }], ['# Deployment web, container app', 'A=3']],
  ),
  verb(
    'annotate-label',
    'annotate and label set and take away, and overwrite only when told to',
    'annotate',
    async (run, cluster) => {
      const arn = 'arn:aws:iam::111122223333:role/r';
      await run(
        `annotate serviceaccount default eks.amazonaws.com/role-arn=${arn}`,
      );
      const [code] = await run(
        'annotate serviceaccount default eks.amazonaws.com/role-arn=x',
      );
      await run('label serviceaccount default a=b c=d');
      await run('label serviceaccount default c-');
      await run('annotate serviceaccount default note=x');
      await run('annotate serviceaccount default note-');
      const { metadata } = await stored(cluster, 'serviceaccounts', 'default');
      return [code, metadata.annotations, metadata.labels];
    },
    [
      1,
      { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/r' },
      { a: 'b' },
    ],
  ),
  verb(
    'create-forms',
    'create makes Secrets, ServiceAccounts and Roles from words',
    'create',
    async (run, cluster) => {
      const said = [
        await run('create secret generic s --from-literal=KEY=v'),
        await run('create serviceaccount me'),
        await run('create role r --verb=get --resource=pods'),
        await run('create rolebinding b --role=r --serviceaccount=x:me'),
        await run('create configmap s --from-literal=k=v'),
        await run('create serviceaccount me'),
      ];
      return [said, (await stored(cluster, 'secrets', 's')).data];
    },
    [
      [
        'secret/s created',
        'serviceaccount/me created',
        'role.rbac.authorization.k8s.io/r created',
        'rolebinding.rbac.authorization.k8s.io/b created',
        'configmap/s created',
        [
          1,
          'error: failed to create serviceaccount: serviceaccounts "me" already exists',
        ],
      ],
      { KEY: 'dg==' },
    ],
  ),
  verb(
    'replace-edit',
    'replace needs the object to be there',
    'replace',
    async run => [
      await run('replace -f -', configMap('a')),
      await run('create -f -', configMap('a')),
      await run('replace -f -', configMap('a', { k: 'w' })),
      await run('get configmap a -o jsonpath={.data.k}'),
    ],
    [
      [
        1,
        'Error from server (NotFound): error when replacing "STDIN": configmaps "a" not found',
      ],
      'configmap/a created',
      'configmap/a replaced',
      'w',
    ],
  ),
  verb(
    'delete-waits',
    'delete waits until the object is gone',
    'delete',
    async (run, cluster) => {
      await made(cluster, 'pods', pod('p'));
      return [
        await run('delete pod p --timeout=20s --grace-period=1'),
        await run('get pods -o name'),
        await run('delete pod p --ignore-not-found'),
      ];
    },
    [expect.stringMatching(/^pod "p" deleted/), '', ''],
  ),
];

const rolling: Row[] = [
  verb(
    'rollout',
    'rollout tells when it is done, remembers, restarts and goes back',
    'rollout',
    async (run, cluster) => {
      await run('apply -f -', DEPLOYMENT);
      const done = await run(WAIT);
      await run('set env deployment/web A=1');
      await run(WAIT);
      const history = await run('rollout history deployment/web');
      const undone = await run('rollout undo deployment/web');
      await run(WAIT);
      const { spec } = await stored(cluster, 'deployments', 'web');
      return {
        done: done.split('\n').slice(-1),
        revisions: history
          .split('\n')
          .filter((line: string) => /^\d/.test(line))
          .map((line: string) => line.split(/\s+/)[0]),
        undone,
        env: spec.template.spec.containers[0].env ?? 'none',
      };
    },
    {
      done: ['deployment "web" successfully rolled out'],
      revisions: ['1', '2'],
      undone: 'deployment.apps/web rolled back',
      env: 'none',
    },
  ),
  verb(
    'rollout-restart',
    'restart writes a time into the template, so all Pods are made anew',
    'rollout/kubectl_rollout_restart',
    async (run, cluster) => {
      await run('apply -f -', DEPLOYMENT);
      await run(WAIT);
      const pods = 'get pods -l app=web -o jsonpath={.items[*].metadata.uid}';
      const before = await run(pods);
      const said = await run('rollout restart deployment/web');
      await run(WAIT);
      const { spec } = await stored(cluster, 'deployments', 'web');
      const after = await until(
        () => run(pods),
        (uids: string) => !uids.includes(before),
      );
      return [
        said,
        Object.keys(spec.template.metadata.annotations),
        after.split(' ').length,
      ];
    },
    ['deployment.apps/web restarted', ['kubectl.kubernetes.io/restartedAt'], 1],
  ),
  verb(
    'rollout-pause',
    'a paused Deployment is not restarted, and cannot be paused twice',
    'rollout/kubectl_rollout_pause',
    async run => {
      await run('apply -f -', deployment('web', { replicas: 0 }));
      return [
        await run('rollout pause deployment/web'),
        await run('rollout pause deployment/web'),
        await run('rollout restart deployment/web'),
        await run('rollout resume deployment/web'),
      ];
    },
    [
      'deployment.apps/web paused',
      [1, 'error: deployments.apps "web" is already paused'],
      [
        1,
        'error: deployments.apps "web" can\'t restart paused deployment (run rollout resume first)',
      ],
      'deployment.apps/web resumed',
    ],
  ),
  verb(
    'scale',
    'scale sets the replicas, and not when the present number is another than said',
    'scale',
    async (run, cluster) => {
      await run('apply -f -', deployment('web', { replicas: 0 }));
      const [code, text] = await run(
        'scale deployment/web --current-replicas=4 --replicas=5',
      );
      const said = await run('scale deployment/web --replicas=1');
      const { spec } = await stored(cluster, 'deployments', 'web');
      return [
        code,
        /Expected replicas to be 4, was 0/.test(text),
        said,
        spec.replicas,
      ];
    },
    [1, true, 'deployment.apps/web scaled', 1],
  ),
  verb(
    'wait',
    'wait ends when the condition is met, and fails when it is not in time',
    'wait',
    async (run, cluster) => {
      await made(cluster, 'pods', pod('p'));
      await made(cluster, 'pods', pod('q', { nodeSelector: { no: 'such' } }));
      await made(cluster, 'configmaps', configMap('a', { k: 'v' }));
      return [
        await run('wait --for=condition=Ready pod/p --timeout=20s'),
        await run('wait --for=condition=Ready pod/q --timeout=1s'),
        await run('wait --for=jsonpath={.data.k}=v configmap/a --timeout=5s'),
      ];
    },
    [
      'pod/p condition met',
      [1, 'error: timed out waiting for the condition on pods/q'],
      'configmap/a condition met',
    ],
  ),
];

export const kubectlVerbs: Row[] = [...reading, ...writing, ...rolling];
