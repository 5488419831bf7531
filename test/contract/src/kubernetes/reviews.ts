import { Behaviour } from '../contract';
import { KUBECTL, RBAC, REVIEWS } from './api';
import { Cluster } from './support/Cluster';
import { person, Person, rule, told, unnamed } from './support/people';
import { plain } from './support/reduce';

type Row = Behaviour<Cluster>;

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const RULES = [
  rule('secrets', 'get', '', { resourceNames: ['s'] }),
  rule(['deployments', 'deployments/scale'], ['get', 'patch'], 'apps'),
];

const somebody = (cluster: Cluster): Promise<Person> =>
  person(cluster, 'somebody', RULES);

async function review(
  cluster: Cluster,
  who: { send: Person['send'] },
  kind: string,
  spec: object,
) {
  const answer = await who.send({
    method: 'POST',
    path: `${AUTHORIZATION}/${kind}`,
    body: { spec },
  });
  if (answer.status !== 201) {
    return told(cluster, answer);
  }
  return JSON.parse(unnamed(cluster, JSON.stringify(answer.body.status)));
}

/** The answer of a review about each of these rights of a person. */
const own = (
  id: string,
  what: string,
  attributes: object,
  answer: unknown,
): Row => ({
  id: `reviews.${id}`,
  what,
  source: `${REVIEWS}#checking-api-access`,
  call: async cluster =>
    review(cluster, await somebody(cluster), 'selfsubjectaccessreviews', {
      resourceAttributes: { namespace: cluster.namespace, ...attributes },
    }),
  answer,
});

const ALLOWED = {
  allowed: true,
  reason:
    'RBAC: allowed by RoleBinding "somebody/NS" of Role "somebody" to ServiceAccount "somebody/NS"',
};

export const reviews: Row[] = [
  own(
    'self-allowed',
    'who asks of a right that they have is told by which binding',
    { verb: 'patch', group: 'apps', resource: 'deployments' },
    ALLOWED,
  ),
  own(
    'self-denied',
    'who asks of a right that they lack is told no, and nothing else',
    { verb: 'list', resource: 'secrets' },
    { allowed: false },
  ),
  own(
    'self-named',
    'a right to one object is none for the others',
    { verb: 'get', resource: 'secrets', name: 't' },
    { allowed: false },
  ),
  own(
    'self-named-allowed',
    'a right to one object holds for its name',
    { verb: 'get', resource: 'secrets', name: 's' },
    ALLOWED,
  ),
  own(
    'self-subresource',
    'subresources are asked for apart',
    {
      verb: 'patch',
      group: 'apps',
      resource: 'deployments',
      subresource: 'status',
    },
    { allowed: false },
  ),
  own(
    'self-everything',
    'a star asks for the right to everything',
    { verb: '*', group: '*', resource: '*' },
    { allowed: false },
  ),
  {
    id: 'reviews.self-path',
    what: 'paths that are no resources can be asked for',
    source: REVIEWS,
    call: async cluster => {
      const who = await somebody(cluster);
      const ask = (path: string) =>
        review(cluster, who, 'selfsubjectaccessreviews', {
          nonResourceAttributes: { path, verb: 'get' },
        });
      return [(await ask('/version')).allowed, (await ask('/metrics')).allowed];
    },
    answer: [true, false],
  },
  {
    id: 'reviews.self-nothing',
    what: 'a question without what it is about is invalid',
    source: REVIEWS,
    call: async cluster =>
      review(cluster, await somebody(cluster), 'selfsubjectaccessreviews', {}),
    answer: {
      status: 422,
      reason: 'Invalid',
      group: 'authorization.k8s.io',
      causes: ['spec.resourceAttributes: FieldValueInvalid'],
      message: expect.stringContaining(
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    },
  },
  {
    id: 'reviews.other',
    what: 'an administrator asks for others, by user or by group',
    source: REVIEWS,
    call: async cluster => {
      const { user } = await somebody(cluster);
      const ask = (who: object) =>
        review(cluster, cluster, 'subjectaccessreviews', {
          ...who,
          resourceAttributes: {
            namespace: cluster.namespace,
            verb: 'get',
            group: 'apps',
            resource: 'deployments',
          },
        });
      return [
        await ask({ user }),
        await ask({ user: 'jane@example.com' }),
        (await ask({ user: 'jane', groups: ['system:masters'] })).allowed,
      ];
    },
    answer: [ALLOWED, { allowed: false }, true],
  },
  {
    id: 'reviews.other-nobody',
    what: 'a question for nobody is invalid',
    source: REVIEWS,
    call: cluster =>
      review(cluster, cluster, 'subjectaccessreviews', {
        resourceAttributes: { verb: 'get', resource: 'pods' },
      }),
    answer: {
      status: 422,
      reason: 'Invalid',
      group: 'authorization.k8s.io',
      causes: ['spec.user: FieldValueInvalid'],
      message: expect.stringContaining(
        'at least one of user or group must be specified',
      ),
    },
  },
  {
    id: 'reviews.other-refused',
    what: 'to ask for others is a right of its own',
    source: REVIEWS,
    call: async cluster =>
      review(cluster, await somebody(cluster), 'subjectaccessreviews', {
        user: 'jane',
        resourceAttributes: { verb: 'get', resource: 'pods' },
      }),
    answer: {
      status: 403,
      reason: 'Forbidden',
      kind: 'subjectaccessreviews',
      group: 'authorization.k8s.io',
      message:
        'subjectaccessreviews.authorization.k8s.io is forbidden: User "system:serviceaccount:NS:somebody" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope',
    },
  },
  {
    id: 'reviews.rules',
    what: 'all rules of oneself in a namespace',
    source: REVIEWS,
    call: async cluster => {
      const status = await review(
        cluster,
        await somebody(cluster),
        'selfsubjectrulesreviews',
        { namespace: cluster.namespace },
      );
      return {
        incomplete: status.incomplete,
        // The rules of roles that everybody has come first, in no fixed order.
        own: status.resourceRules.filter(
          ({ apiGroups }: any) => !String(apiGroups).includes('k8s.io'),
        ),
        everybody: status.resourceRules
          .flatMap(({ apiGroups, resources }: any) =>
            String(apiGroups).includes('k8s.io') ? resources : [],
          )
          .filter((resource: string) => resource.startsWith('self'))
          .sort(),
        paths: status.nonResourceRules.some(({ nonResourceURLs }: any) =>
          nonResourceURLs.includes('/version'),
        ),
      };
    },
    answer: {
      incomplete: false,
      own: plain([
        {
          verbs: ['get'],
          apiGroups: [''],
          resources: ['secrets'],
          resourceNames: ['s'],
        },
        {
          verbs: ['get', 'patch'],
          apiGroups: ['apps'],
          resources: ['deployments', 'deployments/scale'],
        },
      ]),
      everybody: [
        'selfsubjectaccessreviews',
        'selfsubjectreviews',
        'selfsubjectrulesreviews',
      ],
      paths: true,
    },
  },
];

const canI = (
  id: string,
  args: string[],
  answer: { code: number; out: string },
): Row => ({
  id: `reviews.can-i-${id}`,
  what: `kubectl auth can-i ${args.join(' ')}`,
  source: `${KUBECTL}kubectl_auth/kubectl_auth_can-i/`,
  call: async cluster => {
    const { user } = await somebody(cluster);
    const { code, out } = await cluster.kubectl([
      ...['auth', 'can-i', ...args],
      `--as=${user}`,
    ]);
    return { code, out: out.trim() };
  },
  answer,
});

const YES = { code: 0, out: 'yes' };
const NO = { code: 1, out: 'no' };

export const canIs: Row[] = [
  canI('yes', ['patch', 'deployments.apps'], YES),
  canI('no', ['list', 'secrets'], NO),
  canI('named', ['get', 'secrets/s'], YES),
  canI('subresource', ['patch', 'deployments', '--subresource=scale'], YES),
  canI('path', ['get', '/version'], YES),
  canI('everywhere', ['patch', 'deployments', '--all-namespaces'], NO),
  {
    id: 'reviews.can-i-list',
    what: 'kubectl auth can-i --list shows every right with its resources and names',
    source: `${KUBECTL}kubectl_auth/kubectl_auth_can-i/`,
    call: async cluster => {
      const { user } = await somebody(cluster);
      const { code, out } = await cluster.kubectl([
        ...['auth', 'can-i', '--list', `--as=${user}`],
      ]);
      const [head, ...lines] = out.trim().split('\n');
      return {
        code,
        head: head.split(/\s{2,}/),
        own: lines
          .map(line => line.split(/\s{2,}/))
          .filter(([what]) => /^(secrets|deployments)/.test(what)),
      };
    },
    answer: {
      code: 0,
      head: ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'],
      own: [
        ['deployments.apps/scale', '[]', '[]', '[get patch]'],
        ['deployments.apps', '[]', '[]', '[get patch]'],
        ['secrets', '[]', '[s]', '[get]'],
      ],
    },
  },
  {
    id: 'reviews.whoami-kubectl',
    what: 'kubectl auth whoami says who one is taken for',
    source: RBAC,
    call: async cluster => {
      const { code, out } = await cluster.kubectl([
        ...['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.groups}'],
        '--as=jane@example.com',
      ]);
      return [code, out];
    },
    answer: [0, '["system:authenticated"]'],
  },
];
