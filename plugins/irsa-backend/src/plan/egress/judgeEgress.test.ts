import { Surroundings } from '../world/surroundings';
import { egressOf } from './egressOf';
import { judgeEgress } from './judgeEgress';

const pods = {
  namespace: 'team',
  namespaceLabels: { tier: 'backend' },
  labels: { app: 'worker' },
  serviceAccount: 'worker',
  serviceAccountLabels: { team: 'a' },
};
const HOST = 'sts.eu-west-1.amazonaws.com';
const DNS = { ports: [{ protocol: 'UDP', port: 53 }] };
const HTTPS = [{ protocol: 'TCP', port: 443 }];

type Kind = keyof Surroundings['items'];

function verdict(kind: Kind, ...specs: object[]) {
  const items = specs.map((spec, index) => ({
    metadata: { name: `p${index}` },
    spec,
  }));
  const { policies } = egressOf(
    { items: { [kind]: items }, notRead: {} },
    pods,
  );
  return judgeEgress(policies, HOST);
}

describe('NetworkPolicies of Kubernetes', () => {
  const judge = (...specs: object[]) =>
    verdict('NetworkPolicy.networking.k8s.io', ...specs);
  const egress = (...rules: object[]) => ({
    podSelector: {},
    policyTypes: ['Egress'],
    egress: rules,
  });

  it.each<[string, string, object[]]>([
    ['nothing limits', 'open', []],
    [
      'ingress only',
      'open',
      [{ podSelector: {}, policyTypes: ['Ingress'], ingress: [] }],
    ],
    [
      'other Pods',
      'open',
      [{ ...egress(), podSelector: { matchLabels: { app: 'other' } } }],
    ],
    ['all egress refused', 'shut', [egress()]],
    ['egress by its list alone', 'shut', [{ podSelector: {}, egress: [DNS] }]],
    ['all egress allowed', 'open', [egress({})]],
    ['443 anywhere, no names', 'shut', [egress({ ports: HTTPS })]],
    ['443 anywhere and names', 'open', [egress({ ports: HTTPS }, DNS)]],
    [
      'a range of ports',
      'open',
      [egress({ ports: [{ port: 400, endPort: 500 }] }, DNS)],
    ],
    ['port 80 only', 'shut', [egress({ ports: [{ port: 80 }] }, DNS)]],
    [
      'UDP 443',
      'shut',
      [egress({ ports: [{ protocol: 'UDP', port: 443 }] }, DNS)],
    ],
    ['a named port', 'unclear', [egress({ ports: [{ port: 'https' }] }, DNS)]],
    [
      'some addresses',
      'unclear',
      [egress(DNS, { to: [{ ipBlock: { cidr: '52.218.0.0/17' } }] })],
    ],
    [
      'public addresses',
      'private',
      [
        egress(DNS, {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
        }),
      ],
    ],
    [
      'all but the metadata address',
      'open',
      [
        egress(DNS, {
          to: [
            { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } },
          ],
        }),
      ],
    ],
    [
      'all but public addresses too',
      'unclear',
      [
        egress(DNS, {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['52.0.0.0/8'] } }],
        }),
      ],
    ],
    [
      'both halves of all addresses',
      'open',
      [
        egress(DNS, {
          to: [
            { ipBlock: { cidr: '0.0.0.0/1' } },
            { ipBlock: { cidr: '128.0.0.0/1' } },
          ],
        }),
      ],
    ],
    [
      'one half here, one half there',
      'open',
      [
        egress(DNS, { to: [{ ipBlock: { cidr: '0.0.0.0/1' } }] }),
        egress({ to: [{ ipBlock: { cidr: '128.0.0.0/1' } }] }),
      ],
    ],
    [
      'one half alone',
      'unclear',
      [egress(DNS, { to: [{ ipBlock: { cidr: '128.0.0.0/1' } }] })],
    ],
    [
      'public and private addresses, one by one',
      'open',
      [
        egress(
          DNS,
          {
            to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
          },
          { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
        ),
      ],
    ],
    [
      'Pods of the cluster only',
      'shut',
      [egress(DNS, { to: [{ namespaceSelector: {} }] })],
    ],
    [
      'refused by one, allowed by another',
      'open',
      [egress(), egress({ ports: HTTPS }, DNS)],
    ],
  ])('%s: %s', (_, expected, specs) => {
    expect(judge(...specs)).toBe(expected);
  });
});

describe('policies of Cilium', () => {
  const judge = (...rules: object[]) =>
    verdict('CiliumNetworkPolicy.cilium.io', {
      endpointSelector: { matchLabels: { 'k8s:app': 'worker' } },
      egress: rules,
    });
  const names = {
    toEndpoints: [{}],
    toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }],
  };
  const https = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
  const lookups = (...patterns: string[]) => ({
    toEndpoints: [{}],
    toPorts: [
      {
        ports: [{ port: '53', protocol: 'ANY' }],
        rules: { dns: patterns.map(matchPattern => ({ matchPattern })) },
      },
    ],
  });

  it.each<[string, string, object[]]>([
    ['the empty rule', 'shut', [{}]],
    ['the world', 'open', [names, { toEntities: ['world'] }]],
    ['the cluster', 'shut', [names, { toEntities: ['cluster'] }]],
    [
      'the host of STS',
      'open',
      [names, { toFQDNs: [{ matchName: HOST }], toPorts: https }],
    ],
    [
      'hosts of AWS',
      'open',
      [names, { toFQDNs: [{ matchPattern: '*.*.amazonaws.com' }] }],
    ],
    [
      'hosts of AWS with one part, which is not that of a region',
      'shut',
      [names, { toFQDNs: [{ matchPattern: '*.amazonaws.com' }] }],
    ],
    [
      'STS of each region',
      'open',
      [names, { toFQDNs: [{ matchPattern: 'sts.*.amazonaws.com' }] }],
    ],
    ['every host', 'open', [names, { toFQDNs: [{ matchPattern: '*' }] }]],
    [
      'the host of S3',
      'shut',
      [names, { toFQDNs: [{ matchPattern: '*.s3.eu-west-1.amazonaws.com' }] }],
    ],
    [
      'STS of everywhere',
      'shut',
      [names, { toFQDNs: [{ matchName: 'sts.amazonaws.com' }] }],
    ],
    ['addresses', 'unclear', [names, { toCIDR: ['3.5.64.0/21'] }]],
    ['groups of AWS', 'unclear', [names, { toGroups: [{ aws: {} }] }]],
    [
      'names that may not be looked up',
      'shut',
      [
        lookups('*.s3.eu-west-1.amazonaws.com'),
        { toFQDNs: [{ matchPattern: '**.amazonaws.com' }] },
      ],
    ],
    [
      'names that may be looked up',
      'open',
      [
        lookups('*.s3.eu-west-1.amazonaws.com', 'sts.*.amazonaws.com'),
        { toFQDNs: [{ matchPattern: '**.amazonaws.com' }] },
      ],
    ],
    [
      'names of servers',
      'shut',
      [
        names,
        {
          toEntities: ['world'],
          toPorts: [{ ports: https[0].ports, serverNames: ['api.test'] }],
        },
      ],
    ],
  ])('%s: %s', (_, expected, rules) => {
    expect(judge(...rules)).toBe(expected);
  });

  it('without default deny nothing is refused', () => {
    expect(
      verdict('CiliumNetworkPolicy.cilium.io', {
        endpointSelector: {},
        enableDefaultDeny: { egress: false },
        egress: [names],
      }),
    ).toBe('open');
  });

  it('a denial counts', () => {
    expect(
      verdict('CiliumNetworkPolicy.cilium.io', {
        endpointSelector: {},
        egressDeny: [{ toEntities: ['world'] }],
      }),
    ).toBe('shut');
  });
});

describe('policies of Calico', () => {
  const judge = (selector: string, ...egress: object[]) =>
    verdict('GlobalNetworkPolicy.crd.projectcalico.org', {
      selector,
      types: ['Egress'],
      egress,
    });
  const names = {
    action: 'Allow',
    protocol: 'UDP',
    destination: { ports: [53] },
  };

  it.each<[string, string, string, object[]]>([
    ['all Pods, nothing allowed', 'shut', 'all()', []],
    ['other Pods', 'open', "app == 'other'", []],
    ['these Pods', 'shut', "has(app) && app in {'worker', 'x'}", []],
    ['these Pods by negation', 'shut', "!(app == 'other') || tier == 'z'", []],
    ['a selector that is not understood', 'shut', "app ~ 'x'", []],
    [
      'everything',
      'open',
      'all()',
      [names, { action: 'Allow', protocol: 'TCP' }],
    ],
    [
      'domains',
      'open',
      'all()',
      [
        names,
        {
          action: 'Allow',
          protocol: 'TCP',
          destination: { domains: ['*.amazonaws.com'], ports: [443] },
        },
      ],
    ],
    [
      'nets',
      'unclear',
      'all()',
      [names, { action: 'Allow', destination: { nets: ['10.0.0.0/8'] } }],
    ],
    [
      'named sets of networks',
      'unclear',
      'all()',
      [names, { action: 'Allow', destination: { selector: "role == 'aws'" } }],
    ],
    [
      'another range of ports',
      'shut',
      'all()',
      [
        names,
        {
          action: 'Allow',
          protocol: 'TCP',
          destination: { ports: ['8000:9000'] },
        },
      ],
    ],
  ])('%s: %s', (_, expected, selector, egress) => {
    expect(judge(selector, ...egress)).toBe(expected);
  });
});

describe('policies of administrators', () => {
  const subject = { namespaces: { matchLabels: { tier: 'backend' } } };

  it.each<[string, string, object]>([
    [
      'refuse the internet',
      'shut',
      {
        subject,
        egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }],
      },
    ],
    [
      'refuse some networks',
      'unclear',
      {
        subject,
        egress: [{ action: 'Deny', to: [{ networks: ['3.0.0.0/8'] }] }],
      },
    ],
    [
      'refuse the metadata of the instance',
      'open',
      {
        subject,
        egress: [
          { action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] },
        ],
      },
    ],
    [
      'refuse private networks',
      'private',
      {
        subject,
        egress: [
          {
            action: 'Deny',
            to: [{ networks: ['10.0.0.0/8', '172.16.0.0/12'] }],
          },
        ],
      },
    ],
    [
      'refuse namespaces',
      'open',
      { subject, egress: [{ action: 'Deny', to: [{ namespaces: {} }] }] },
    ],
    [
      'are about others',
      'open',
      {
        subject: { namespaces: { matchLabels: { tier: 'web' } } },
        egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }],
      },
    ],
  ])('%s: %s', (_, expected, spec) => {
    expect(verdict('AdminNetworkPolicy.policy.networking.k8s.io', spec)).toBe(
      expected,
    );
  });
});

describe('what limits Pods and is not read', () => {
  const group = { securityGroups: { groupIds: ['sg-1'] } };
  const drop = [{ action: 'Drop' }];
  const deny = [{ type: 'Deny', to: { cidrSelector: '0.0.0.0/0' } }];

  it.each<[string, string, Kind, object]>([
    [
      'security groups by labels of the Pods',
      'unclear',
      'SecurityGroupPolicy.vpcresources.k8s.aws',
      { ...group, podSelector: { matchLabels: { app: 'worker' } } },
    ],
    [
      'by labels of the ServiceAccount',
      'unclear',
      'SecurityGroupPolicy.vpcresources.k8s.aws',
      { ...group, serviceAccountSelector: { matchLabels: { team: 'a' } } },
    ],
    [
      'of other Pods',
      'open',
      'SecurityGroupPolicy.vpcresources.k8s.aws',
      {
        ...group,
        podSelector: { matchLabels: { app: 'other' } },
        serviceAccountSelector: { matchLabels: { team: 'a' } },
      },
    ],
    [
      'Antrea',
      'unclear',
      'NetworkPolicy.crd.antrea.io',
      { appliedTo: [{ podSelector: {} }], egress: drop },
    ],
    [
      'Antrea, by a rule',
      'unclear',
      'ClusterNetworkPolicy.crd.antrea.io',
      {
        egress: [
          {
            ...drop[0],
            appliedTo: [
              { namespaceSelector: { matchLabels: { tier: 'backend' } } },
            ],
          },
        ],
      },
    ],
    [
      'Antrea, for others',
      'open',
      'ClusterNetworkPolicy.crd.antrea.io',
      {
        appliedTo: [{ namespaceSelector: { matchLabels: { tier: 'web' } } }],
        egress: drop,
      },
    ],
    [
      'Antrea, for what comes in',
      'open',
      'NetworkPolicy.crd.antrea.io',
      { appliedTo: [{ podSelector: {} }], ingress: drop },
    ],
    [
      'the firewall of OpenShift',
      'unclear',
      'EgressFirewall.k8s.ovn.org',
      { egress: deny },
    ],
    [
      'its first form',
      'unclear',
      'EgressNetworkPolicy.network.openshift.io',
      { egress: deny },
    ],
    [
      'one that allows only',
      'open',
      'EgressFirewall.k8s.ovn.org',
      { egress: [{ ...deny[0], type: 'Allow' }] },
    ],
  ])('%s: %s', (_, expected, kind, spec) => {
    expect(verdict(kind, spec)).toBe(expected);
  });
});
