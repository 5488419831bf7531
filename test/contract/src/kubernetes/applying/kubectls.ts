import { Behaviour } from '../../contract';
import { APPLY } from '../api';
import { Cluster } from '../support/Cluster';
import { JSON_PATCH, MERGE_PATCH } from '../support/manifests';
import { get, patch, stored } from '../support/objects';
import { apply, envOf, KEYS, map, MIGRATION } from './apply';

export const kubectls: Behaviour<Cluster>[] = [
  {
    id: 'apply.kubectl-three-way',
    what: 'kubectl apply removes what it applied before, and keeps what others added',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1', b: '2' }));
      await patch(cluster, 'configmaps', 'c', MERGE_PATCH, {
        data: { other: 'x' },
      });
      const { out } = await cluster.kubectl(
        ['apply', '-f', '-'],
        map({ b: '3' }),
      );
      return [out.trim(), (await stored(cluster, 'configmaps', 'c')).data];
    },
    answer: ['configmap/c configured', { b: '3', other: 'x' }],
  },
  {
    id: 'apply.kubectl-unchanged',
    what: 'and says when there is nothing to do',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      const send = async () =>
        (await cluster.kubectl(['apply', '-f', '-'], KEYS('A'))).out.trim();
      return [await send(), await send()];
    },
    answer: ['deployment.apps/d created', 'deployment.apps/d unchanged'],
  },
  {
    id: 'apply.kubectl-brings-keys-back',
    what: 'env entries that a patch took away come back with the next kubectl apply',
    source:
      'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], KEYS('A', 'B'));
      await patch(cluster, 'deployments', 'd', JSON_PATCH, [
        { op: 'remove', path: '/spec/template/spec/containers/0/env/0' },
      ]);
      await cluster.kubectl(['apply', '-f', '-'], KEYS('A', 'B'));
      return envOf(await stored(cluster, 'deployments', 'd'));
    },
    answer: ['A', 'B'],
  },
  {
    id: 'apply.kubectl-diff',
    what: 'kubectl diff ends with 1 for a difference and 0 for none, and changes nothing',
    source:
      'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/',
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1' }));
      const same = await cluster.kubectl(['diff', '-f', '-'], map({ a: '1' }));
      const other = await cluster.kubectl(['diff', '-f', '-'], map({ a: '2' }));
      return [
        same.code,
        other.code,
        other.out.split('\n').filter(line => /^[-+] +a:/.test(line)),
        (await stored(cluster, 'configmaps', 'c')).data,
      ];
    },
    answer: [0, 1, ['-  a: "1"', '+  a: "2"'], { a: '1' }],
  },
  {
    id: 'apply.kubectl-server-side',
    what: 'kubectl apply --server-side takes its own client-side fields over',
    source: MIGRATION,
    call: async cluster => {
      await cluster.kubectl(['apply', '-f', '-'], map({ a: '1', b: '1' }));
      const { code, err } = await cluster.kubectl(
        ['apply', '--server-side', '-f', '-'],
        map({ b: '2' }),
      );
      const { data } = await stored(cluster, 'configmaps', 'c');
      return [code, err, data];
    },
    answer: [0, '', { b: '2' }],
  },
  {
    id: 'apply.kubectl-server-side-conflict',
    what: 'but not those of others, and says how to go on',
    source: `${APPLY}#conflicts`,
    call: async cluster => {
      await apply(cluster, 'one', 'configmaps', map({ a: '1' }));
      const { code, err } = await cluster.kubectl(
        ['apply', '--server-side', '-f', '-'],
        map({ a: '2' }),
      );
      return [code, err.split('\n')[0]];
    },
    answer: [
      1,
      'error: Apply failed with 1 conflict: conflict with "one": .data.a',
    ],
  },
  {
    id: 'apply.kubectl-dry-run-server',
    what: 'a server-side dry run of kubectl keeps nothing',
    source: APPLY,
    call: async cluster => {
      const { out } = await cluster.kubectl(
        ['apply', '--dry-run=server', '-f', '-'],
        map({ a: '1' }),
      );
      return [out.trim(), (await get(cluster, 'configmaps', 'c')).status];
    },
    answer: ['configmap/c created (server dry run)', 404],
  },
];
