import { Workload } from 'backstage-plugin-irsa-common';
import { holdOf, isUnproven } from './keyUsers';

type Reference = Workload['references'][number];

const ID = { fingerprint: 'f', last4: '27T3', accountId: '111122223333' };

function field(path: string, more: Partial<Reference> = {}): Reference {
  return {
    container: '',
    location: 'other',
    objectName: '',
    keyNames: [],
    envNames: [],
    path,
    verdict: 'static-aws',
    confidence: 'pair',
    accessKeys: [],
    why: 'An AWS access key',
    readLevel: 2,
    ...more,
  };
}

const unproven = (...references: Reference[]) =>
  isUnproven({ status: 'static', references });

describe('whether the key of a workload is not known', () => {
  const base = 'spec.acme.solvers[0].dns01.route53';
  const id = field(`${base}.accessKeyID`, { accessKeys: [ID] });
  // https://cert-manager.io/docs/configuration/acme/dns01/route53/
  const secret = field(`${base}.secretAccessKeySecretRef`);

  it('is known of a pair whose id is in the field beside its secret half', () => {
    expect(unproven(id, secret)).toBe(false);
    expect(
      holdOf({ status: 'static', keys: [], references: [id, secret] }, 'other'),
    ).toBe('none');
  });

  it.each<[string, Reference[]]>([
    ['nothing tells the id', [secret]],
    ['the id beside it was not read', [{ ...id, accessKeys: [] }, secret]],
    [
      'the id is that of another pair',
      [
        id,
        field('spec.acme.solvers[1].dns01.route53.secretAccessKeySecretRef'),
      ],
    ],
    ['the field may hold both halves', [id, field(`${base}.s3SecretRef`)]],
    [
      'it is a variable of a container',
      [
        { ...id, container: 'app' },
        field(`${base}.secretKey`, { container: 'app' }),
      ],
    ],
  ])('is not known when %s', (_, references) => {
    expect(unproven(...references)).toBe(true);
  });
});
