import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { assessTrust, Role, RoleReview } from 'backstage-plugin-irsa-common';
import { policyHash } from '../policyHash';
import { RoleInView } from '../types';
import { DefaultTrustExports } from './DefaultTrustExports';

const ACCOUNT = '111122223333';
const HOST = 'oidc.example.org/id/1';
const KEY_ID = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const ATTACK = '<script>alert(1)</script>';
const ANNA = 'user:default/anna';

const policyWith = (sid: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: sid,
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${HOST}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${HOST}:sub`]: 'system:serviceaccount:shop:*' },
      },
    },
  ],
});

function viewOf(name: string, policy: unknown): RoleInView {
  const context = {
    accountId: ACCOUNT,
    clusters: [{ name: 'unread-one', issuer: `https://${HOST}` }],
  };
  const { review, trust } = assessTrust(policy, context);
  const role: Role = {
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    name,
    accountId: ACCOUNT,
    ...review,
    reach: trust.reach,
    ways: trust.ways,
    subjects: [],
    providers: [],
  };
  return { role, policy, context, asOf: '2026-11-29T08:00:00.000Z' };
}

const review: RoleReview = {
  state: 'void',
  policyHash: '0'.repeat(64),
  signOff: {
    id: 's-1',
    policyHash: '1'.repeat(64),
    comment: ATTACK,
    findings: [],
    signedBy: ANNA,
    signedAt: '2026-11-01T08:00:00.000Z',
    endsAt: '2027-01-01T08:00:00.000Z',
    state: 'void',
  },
  difference: {
    before: '{"a": 1}',
    after: '{"a": 2}',
    added: ['system:serviceaccount:shop:new'],
    removed: [],
    joined: [],
    isUnderstood: true,
  },
  accepted: [],
  history: [],
};

function exportsOf(views: RoleInView[]) {
  return new DefaultTrustExports({
    trust: {
      look: async (_, name) => views.find(({ role }) => role.name === name)!,
    },
    reviews: { of: async () => review },
  });
}

function textsOf(data: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(data)).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  );
}

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

describe('evidence of a role', () => {
  const policy = policyWith('One');
  const view = viewOf('app', policy);
  let texts: Record<string, string>;

  beforeAll(async () => {
    const { data } = await exportsOf([view]).evidence(
      { accountId: ACCOUNT, roleName: 'app' },
      ANNA,
    );
    texts = textsOf(data);
  });

  it('names the hash of every file, and each is right', () => {
    const { files } = JSON.parse(texts['manifest.json']);
    const { 'manifest.json': manifest, SHA256SUMS, ...others } = texts;
    expect(files).toEqual(
      Object.entries(others).map(([name, text]) => ({
        name,
        bytes: Buffer.byteLength(text),
        sha256: sha256(text),
      })),
    );
    expect(SHA256SUMS).toContain(`${sha256(manifest)}  manifest.json\n`);
  });

  it('has the policy, and its canonical form, whose SHA-256 is the hash that sign-offs are bound to', () => {
    expect(JSON.parse(texts['policy.json'])).toEqual(policy);
    const { hash, readAt, canonicalFile } = JSON.parse(
      texts['evidence.json'],
    ).policy;
    expect(sha256(texts['policy.canonical.json'])).toBe(hash);
    expect(canonicalFile).toMatchObject({
      sha256: hash,
      isHashOfSignOffs: true,
    });
    expect(hash).toBe(policyHash(policy));
    expect(readAt).toBe(view.asOf);
  });

  it('has the findings with the part of the policy that is their reason, sign-off and difference', () => {
    const facts = JSON.parse(texts['evidence.json']);
    const wide = facts.review.findings.find(
      ({ ruleId }: { ruleId: string }) => ruleId === 'sub-any-serviceaccount',
    );
    const [{ start, end, text }] = wide.evidence;
    expect(text).toBe('"system:serviceaccount:shop:*"');
    expect(texts['policy.json'].slice(start, end)).toBe(text);
    expect(facts.signOffs).toMatchObject({
      state: 'void',
      current: { signedBy: ANNA },
      difference: { added: ['system:serviceaccount:shop:new'] },
    });
    expect(texts['since-sign-off.diff']).toContain('+{"a": 2}');
  });

  it('calls what was not read not read', () => {
    const { coverage } = JSON.parse(texts['evidence.json']);
    expect(coverage).toEqual({
      providers: 'not read',
      allClustersKnown: true,
      clusters: [
        {
          name: 'unread-one',
          issuer: `https://${HOST}`,
          serviceAccounts: 'not read',
        },
      ],
    });
    expect(texts['report.html']).toContain(
      'ServiceAccounts of cluster unread-one.',
    );
  });

  it('prints what others wrote as text, and marks reasons', () => {
    const html = texts['report.html'];
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;alert(1)');
    expect(html).toContain(
      '<mark>&#34;system:serviceaccount:shop:*&#34;</mark>',
    );
  });

  it('hides ids of access keys in every file', async () => {
    const { data } = await exportsOf([
      viewOf('app', policyWith(KEY_ID)),
    ]).evidence({ accountId: ACCOUNT, roleName: 'app' }, ANNA);
    const shown = textsOf(data);
    for (const text of Object.values(shown)) {
      expect(text).not.toContain(KEY_ID);
    }
    // The hash of what is in the ZIP, and beside it that of the sign-off.
    expect(JSON.parse(shown['evidence.json']).policy).toMatchObject({
      hash: policyHash(policyWith(KEY_ID)),
      canonicalFile: {
        sha256: sha256(shown['policy.canonical.json']),
        isHashOfSignOffs: false,
      },
    });
  });
});

describe('exports of the list', () => {
  const views = [
    viewOf('..', policyWith('One')),
    viewOf('=cmd', policyWith('Two')),
  ];
  const listed = {
    items: views.map(({ role }) => ({
      ...role,
      review: { state: 'void' as const, by: '@SUM(A1)' },
    })),
    accounts: [
      { accountId: ACCOUNT, state: 'ok' as const },
      { accountId: '444455556666', state: 'denied' as const, message: 'No.' },
    ],
  };
  const textOf = async (format: 'csv' | 'sarif') =>
    strFromU8((await exportsOf(views).list(format, listed, ANNA)).data);

  it('CSV has every role, the account that was not read, and no cell that a spreadsheet would run', async () => {
    const rows = (await textOf('csv')).trimEnd().split('\r\n');
    expect(rows[0]).toMatch(/,review,signed by,signed at$/);
    expect(rows.filter(row => row.startsWith(`${ACCOUNT},..,`))).not.toEqual(
      [],
    );
    const commands = rows.filter(row => row.includes('=cmd'));
    expect(commands).not.toEqual([]);
    for (const row of commands) {
      expect(row).toMatch(/^111122223333,"'=cmd",/);
      expect(row).toContain(`,void,"'@SUM(A1)",`);
    }
    expect(rows[rows.length - 1]).toMatch(/^444455556666,,,,not read,.*No\./);
  });

  it('SARIF says that it is not complete', async () => {
    const [{ invocations, results }] = JSON.parse(await textOf('sarif')).runs;
    expect(results.length).toBeGreaterThan(1);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { message: { text: expect.stringContaining('444455556666') } },
        ],
      },
    ]);
  });

  it('ZIP has a folder for each role, and none that leads out of it', async () => {
    const { data } = await exportsOf(views).list('zip', listed, ANNA);
    const names = Object.keys(textsOf(data));
    expect(names).toContain(`${ACCOUNT}/__/evidence.json`);
    expect(names).toContain(`${ACCOUNT}/=cmd/evidence.json`);
    expect(names.filter(name => name.split('/').includes('..'))).toEqual([]);
  });

  it('refuses more roles than a ZIP holds', async () => {
    const many = Array.from({ length: 101 }, () => listed.items[0]);
    await expect(
      exportsOf(views).list('zip', { ...listed, items: many }, ANNA),
    ).rejects.toThrow('101 roles match, and this format holds 100');
  });
});
