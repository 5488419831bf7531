import { PreviewSide, Probe, Workload } from 'backstage-plugin-irsa-common';
import { CurrentMigration } from '../migration/types';
import { checkRequest } from './checkRequest';
import { compareSides } from './compareSides';
import { Boundary, limitedBy } from './boundary';
import { explainDenial } from './explainDenial';
import { LinkVault } from './LinkVault';
import { namesBucket } from './namesBucket';
import { PreviewWorld, rolePolicies } from './previewWorld';
import { roleOf } from './roleOf';
import { sessionPolicy } from './sessionPolicy';
import { sourcesOfMigration } from './staticCredentials';
import { suggestBuckets } from './suggestBuckets';

const workload = {
  cluster: 'c',
  namespace: 'n',
  kind: 'Deployment',
  name: 'x',
};
const request = {
  workload,
  bucket: 'profile-images',
  key: 'a.png',
  methods: ['GET' as const],
  expirySeconds: 60,
};
const preview = {
  maxExpirySeconds: 900,
  probePrefix: 'irsa-probe/',
  methods: ['HEAD' as const, 'GET' as const, 'PUT' as const],
  perMinute: 20,
  calls: true,
};

describe('checkRequest', () => {
  it.each([
    [{ expirySeconds: 901 }, /900 s/],
    [{ methods: ['PUT' as const] }, /irsa-probe/],
    [{ key: 'a/../b' }, /elsewhere/],
    [{ key: 'a\nb' }, /control/],
    [{ key: '..' }, /elsewhere/],
    [{ key: '/a' }, /elsewhere/],
    [{ key: './a' }, /elsewhere/],
    [{ key: 'irsa-probe/../a', methods: ['PUT' as const] }, /elsewhere/],
    [{ key: 'irsa-probe/', methods: ['PUT' as const] }, /irsa-probe/],
    [{ key: 'a\u0000' }, /control/],
    [{ key: 'a\u202egnp.exe' }, /direction/],
    [{ key: 'a\u2028b' }, /control/],
    [{ key: 'a\ud800' }, /control/],
    [{ key: 'ä'.repeat(513) }, /1024 bytes/],
  ])('refuses %j', (changes, message) => {
    expect(() => checkRequest({ ...request, ...changes }, { preview })).toThrow(
      message,
    );
  });

  it('keeps to the allowed methods', () => {
    const limited = { preview: { ...preview, methods: ['HEAD' as const] } };
    expect(() => checkRequest(request, limited)).toThrow(
      /GET may not be tried; allowed are HEAD/,
    );
  });

  it.each([
    'a'.repeat(1024),
    'ä'.repeat(512),
    'a b+c%2F..é/名前',
    '...',
    'a..b',
  ])('takes the key %s', key => {
    expect(() => checkRequest({ ...request, key }, { preview })).not.toThrow();
  });

  it('keeps to the allowed buckets', () => {
    const limited = { preview: { ...preview, buckets: ['other'] } };
    expect(() => checkRequest(request, limited)).toThrow(
      /may not be previewed/,
    );
    expect(() => checkRequest(request, { preview })).not.toThrow();
  });
});

describe('sessionPolicy', () => {
  it('names one object, its wildcards taken literally', () => {
    const policy = JSON.parse(
      sessionPolicy({
        partition: 'aws-cn',
        bucket: 'b',
        key: 'a*?$.png',
        methods: ['GET', 'HEAD'],
      }),
    );
    expect(policy.Statement[0]).toEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: 'arn:aws-cn:s3:::b/a${*}${?}${$}.png',
    });
  });
});

describe('compareSides', () => {
  const side = (identity: 'key' | 'role', ...probes: Probe[]): PreviewSide => ({
    identity,
    state: 'ok',
    probes,
  });
  const address = { partition: 'aws', bucket: 'b', key: 'k' };
  const ok: Probe = { method: 'GET', outcome: 'allowed', status: 206 };
  const denied: Probe = {
    method: 'GET',
    outcome: 'denied',
    status: 403,
    code: 'AccessDenied',
  };

  it('says same, different, and what is missing', () => {
    expect(compareSides(side('key', ok), side('role', ok), address)).toEqual({
      verdict: 'same',
      differences: [],
    });
    expect(
      compareSides(side('key', ok), side('role', denied), address),
    ).toMatchObject({
      verdict: 'different',
      differences: [
        { missingAction: 's3:GetObject', resource: 'arn:aws:s3:::b/k' },
      ],
    });
  });

  it('knows that a missing object looks denied without the right to list', () => {
    const missing: Probe = { method: 'GET', outcome: 'error', status: 404 };
    expect(
      compareSides(side('key', missing), side('role', denied), address)
        .differences,
    ).toMatchObject([
      { missingAction: 's3:ListBucket', resource: 'arn:aws:s3:::b' },
    ]);
  });

  it('is incomplete when a side or an answer is missing', () => {
    const unavailable = { ...side('role'), state: 'unavailable' as const };
    expect(compareSides(side('key', ok), unavailable, address).verdict).toBe(
      'incomplete',
    );
    const silent: Probe = { method: 'GET', outcome: 'error' };
    expect(
      compareSides(side('key', ok), side('role', silent), address).verdict,
    ).toBe('incomplete');
  });
});

describe('explainDenial', () => {
  const probe: Probe = { method: 'GET', outcome: 'denied', status: 403 };
  const explain = (
    statements: object[],
    code = 'AccessDenied',
    boundary?: Boundary,
    unread?: string[],
  ) =>
    explainDenial({
      probe: { ...probe, code },
      partition: 'aws',
      bucket: 'b',
      key: 'k',
      identity: limitedBy(
        {
          arn: 'arn:aws:iam::111122223333:role/r',
          title: 'role r',
          unread,
          policies: [
            {
              name: 'p',
              via: 'r',
              document: { Version: '2012-10-17', Statement: statements },
            },
          ],
        },
        boundary,
      ),
    }).join(' ');
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

  it('names the statement that denies, or that none allows', () => {
    expect(explain([allow, { ...allow, Sid: 'No', Effect: 'Deny' }])).toBe(
      'Denied by statement No of p.',
    );
    expect(explain([])).toMatch(/No policy of role r allows s3:GetObject/);
  });

  it('says what of the policies was not read', () => {
    expect(explain([], undefined, undefined, ['more'])).toMatch(
      /looked at: p; not read or not understood: more/,
    );
  });

  it('thinks of a missing object, then of policies it cannot read', () => {
    expect(explain([allow])).toMatch(/may be missing.*bucket's policy/);
    const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
    expect(explain([allow, list])).not.toMatch(/may be missing/);
  });

  it('knows what the permissions boundary refuses, and one that was not read', () => {
    const arn = 'arn:aws:iam::111122223333:policy/most';
    const document = {
      Version: '2012-10-17' as const,
      Statement: [{ Effect: 'Allow' as const, Action: 'sqs:*', Resource: '*' }],
    };
    expect(explain([allow], undefined, { arn, document })).toMatch(
      /allow s3:GetObject, but its permissions boundary does not/,
    );
    expect(explain([allow], undefined, { arn })).toContain(
      `its permissions boundary ${arn}, which could not be read`,
    );
  });

  it('knows a key that is off', () => {
    expect(explain([allow], 'InvalidAccessKeyId')).toMatch(/switched off/);
  });
});

describe('LinkVault', () => {
  it('hands a link to the one who asked, until it ends', () => {
    let now = 0;
    const vault = new LinkVault(() => now);
    const signedFor = { previewId: 'p', by: 'user:default/a', workload };
    const link = {
      url: 'https://x',
      method: 'GET' as const,
      expiresAt: new Date(1000).toISOString(),
    };
    const id = vault.keep(signedFor, link);
    expect(vault.reveal('p', id, 'user:default/a')).toEqual({
      link,
      workload,
    });
    expect(() => vault.reveal('p', id, 'user:default/b')).toThrow(/ended/);
    expect(() => vault.reveal('q', id, 'user:default/a')).toThrow(/ended/);
    now = 1000;
    expect(() => vault.reveal('p', id, 'user:default/a')).toThrow(/ended/);
  });

  it('keeps a bounded number', () => {
    const vault = new LinkVault(() => 0);
    const signedFor = { previewId: 'p', by: 'a', workload };
    const link = {
      url: 'https://x',
      method: 'GET' as const,
      expiresAt: new Date(1000).toISOString(),
    };
    const first = vault.keep(signedFor, link);
    for (let count = 0; count < 500; count += 1) {
      vault.keep(signedFor, link);
    }
    expect(() => vault.reveal('p', first, 'a')).toThrow(/ended/);
  });
});

describe('suggestBuckets', () => {
  it('reads buckets and prefixes from what is allowed', () => {
    expect(
      suggestBuckets([
        {
          name: 'p',
          via: 'u',
          document: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 's3:GetObject',
                Resource: ['arn:aws:s3:::b/profile/*', 'arn:aws:s3:::b'],
              },
              { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::c/*' },
              { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::d-*/x' },
            ],
          },
        },
      ]),
    ).toEqual([{ name: 'b', prefixes: ['profile/'] }]);
  });
});

describe('sourcesOfMigration', () => {
  it('puts together what was taken out, container by container', () => {
    const envFrom = { secretRef: { name: 'aws-secrets' } };
    expect(
      sourcesOfMigration({
        detach: {
          added: [],
          removed: [
            { list: 'envFrom', container: 'app', index: 0, element: envFrom },
          ],
        },
      }),
    ).toEqual([{ env: [], envFrom: [envFrom], volumes: [] }]);
  });
});

describe('namesBucket', () => {
  const policies = (Resource: string | string[], Effect = 'Allow') => [
    {
      name: 'p',
      via: 'u',
      document: { Statement: [{ Effect, Action: 's3:GetObject', Resource }] },
    },
  ];
  it.each([
    ['by its name', policies('arn:aws:s3:::team-a/*'), true],
    ['by a pattern', policies(['x', 'arn:aws-cn:s3:::team-*']), true],
    ['not by a denial', policies('arn:aws:s3:::team-a/*', 'Deny'), false],
    ['not by everything', policies('*'), false],
    ['not by every bucket', policies('arn:aws:s3:::*/*'), false],
    ['not by nearly every bucket', policies('arn:aws:s3:::t*'), false],
    ['not by a variable', policies('arn:aws:s3:::team-${aws:username}'), false],
    ['not by another name', policies('arn:aws:s3:::team-abc/*'), false],
  ])('%s', (_, given, named) => {
    expect(namesBucket(given, 'team-a')).toBe(named);
  });
});

describe('the role of a migration with EKS Pod Identity', () => {
  const arn = 'arn:aws:iam::111122223333:role/irsa/photos';
  const role = roleOf(
    { serviceAccount: { name: 'photos' } } as Workload,
    {
      roleProven: false,
      execution: { podIdentity: {}, role: { arn } },
    } as CurrentMigration,
    'sts.amazonaws.com',
  );

  it('cannot sign a link here, but its policies are known', () => {
    expect(role).toMatchObject({
      reason: expect.stringContaining('to Pods only'),
    });
    expect(role.target).toBeUndefined();
    const roles = [{ arn, name: 'photos', policies: [] }];
    expect(
      rolePolicies({
        role,
        snapshot: { roles, missing: [] },
      } as unknown as PreviewWorld),
    ).toEqual({ arn, title: 'role photos', policies: [], unread: [] });
  });
});
