import * as fc from 'fast-check';
import { parse } from 'yaml';
import { anyHalf, half } from './__testUtils__/halves';
import { readBack } from './__testUtils__/readBack';
import { AWS_FORMS, AwsForm, AwsHalf } from './types';
import { writeAwsHalf } from './writeAwsHalf';

const withoutEksctl = AWS_FORMS.filter(form => form !== 'eksctl');

function planned({ provider, policy, role, tags }: AwsHalf, form: AwsForm) {
  return {
    ...(provider.action === 'create' && {
      provider: { url: provider.url, audiences: [provider.audience], tags },
    }),
    policy: {
      name: policy.name,
      // In the role itself it has none.
      path: ['cloudformation', 'cdk'].includes(form) ? undefined : policy.path,
      document: JSON.parse(policy.document),
    },
    role: {
      name: role.name,
      path: role.path,
      trust: JSON.parse(role.trustDocument),
      boundaryArn: role.boundaryArn,
      maxSessionDuration: role.maxSessionDuration,
      tags,
    },
  };
}

/** What eksctl can make: no path, an hour. */
function plainHalf(given: AwsHalf): AwsHalf {
  return {
    ...given,
    role: { ...given.role, path: '/', maxSessionDuration: 3600 },
  };
}

describe('writeAwsHalf', () => {
  it.each(withoutEksctl)('%s says what was planned', form => {
    fc.assert(
      fc.property(anyHalf, given => {
        expect(readBack(form, writeAwsHalf(given, form), given)).toEqual(
          planned(given, form),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('eksctl says what was planned, and leaves trust and ServiceAccount to others', () => {
    fc.assert(
      fc.property(anyHalf.map(plainHalf), given => {
        const { files } = writeAwsHalf(given, 'eksctl', { cluster: 'shop-1' });
        expect(
          parse(files[0].content, { version: '1.1', merge: false }),
        ).toEqual({
          apiVersion: 'eksctl.io/v1alpha5',
          kind: 'ClusterConfig',
          metadata: { name: 'shop-1', region: 'eu-central-1' },
          iam: {
            withOIDC: true,
            serviceAccounts: [
              {
                metadata: { name: 'orders', namespace: 'shop' },
                roleName: given.role.name,
                roleOnly: true,
                ...(given.role.boundaryArn && {
                  permissionsBoundary: given.role.boundaryArn,
                }),
                attachPolicy: JSON.parse(given.policy.document),
                tags: given.tags,
              },
            ],
          },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a policy variable out of the templates of Terraform', () => {
    const { files } = writeAwsHalf(half(), 'terraform');

    expect(files).toEqual([
      {
        path: 'irsa-shop-orders-0a1b2c3d.tf',
        content: expect.stringContaining(
          // eslint-disable-next-line no-template-curly-in-string
          '        "Resource" = "arn:aws:s3:::orders/$${aws:PrincipalTag/team}/*"\n',
        ),
      },
    ]);
    expect(files[0].content).toContain(
      'resource "aws_iam_role" "irsa_shop_orders_0a1b2c3d" {\n  name                 = "irsa-shop-orders-0a1b2c3d"\n  path                 = "/irsa/"\n  max_session_duration = 3600\n  assume_role_policy = jsonencode({\n',
    );
  });

  it.each(['terraform', 'cloudformation', 'ack', 'crossplane'] as const)(
    '%s: a new provider is in a file of its own, the same for each workload',
    form => {
      const provider = { ...half().provider, action: 'create' as const };
      const [one, two] = ['orders', 'billing'].map(name =>
        writeAwsHalf(
          half({
            provider,
            workload: { namespace: 'shop', name },
            tags: {
              ...half().tags,
              'irsa:workload': `shop/Deployment/${name}`,
            },
          }),
          form,
        ),
      );

      expect(one.files[0]).toEqual(two.files[0]);
      expect(one.files[0].path).toMatch(/^irsa-provider-[0-9a-f]{8}\./);
      expect(one.files[1].path).toContain('irsa-shop-orders-0a1b2c3d.');
      expect(one.left.join('\n')).toContain(
        `IAM takes a provider once: ${one.files[0].path} is for all workloads of the cluster.`,
      );
    },
  );

  it.each(AWS_FORMS)(
    '%s: an audience that is missing is said, not written',
    form => {
      const provider = { ...half().provider, action: 'addAudience' as const };
      const { files, left } = writeAwsHalf(
        plainHalf(half({ provider })),
        form,
        { cluster: 'shop-1' },
      );

      expect(files).toHaveLength(1);
      expect(left.join('\n')).toContain(
        'has to take tokens of audience sts.amazonaws.com too',
      );
    },
  );

  it.each([
    [
      'a path',
      half(),
      'eksctl makes roles without a path only, and the planned one has the path /irsa/.',
    ],
    [
      'another audience',
      half({
        role: { ...half().role, path: '/' },
        provider: { ...half().provider, audience: 'own' },
      }),
      'and those of this cluster have own.',
    ],
    [
      'longer sessions',
      half({ role: { ...half().role, path: '/', maxSessionDuration: 7200 } }),
      'the planned one has 7200 seconds.',
    ],
    [
      'EKS Pod Identity',
      half({
        provider: { ...half().provider, audience: 'pods.eks.amazonaws.com' },
        role: { ...half().role, path: '/' },
      }),
      'eksctl writes the trust policy of a role of EKS Pod Identity itself',
    ],
    [
      'a name of a stack that is too long',
      half({
        role: { ...half().role, path: '/' },
        serviceAccount: { name: 'a'.repeat(100) },
      }),
      'in 143 characters, and CloudFormation takes 128.',
    ],
  ])('eksctl is refused for %s', (_, given, words) => {
    expect(() => writeAwsHalf(given, 'eksctl', { cluster: 'shop-1' })).toThrow(
      words,
    );
  });

  it('eksctl is refused without the name of the cluster', () => {
    expect(() => writeAwsHalf(half(), 'eksctl')).toThrow(
      'eksctl needs the name of the cluster at EKS.',
    );
  });

  it('Crossplane in namespaces has other kinds, and a namespace', () => {
    const { files } = writeAwsHalf(half(), 'crossplane', {
      isNamespaced: true,
    });

    expect(files[0].content).toContain(
      'apiVersion: iam.aws.m.upbound.io/v1beta1\nkind: Role\nmetadata:\n  name: irsa-shop-orders-0a1b2c3d\n  namespace: shop\n',
    );
  });

  it('Terraform is told of versions that want a thumbprint, where there is a new provider', () => {
    const leftOf = (action: 'create' | 'exists') =>
      writeAwsHalf(
        half({ provider: { ...half().provider, action } }),
        'terraform',
      ).left.join();

    expect(leftOf('create')).toContain('want thumbprint_list');
    expect(leftOf('exists')).toBe('');
  });

  it('roles of workloads whose names run together have files of their own', () => {
    const paths = ['shop-api-orders-1', 'shop-api-orders-2'].map(
      name =>
        writeAwsHalf(half({ role: { ...half().role, name } }), 'terraform')
          .files[0].path,
    );

    expect(paths).toEqual([
      'irsa-shop-api-orders-1.tf',
      'irsa-shop-api-orders-2.tf',
    ]);
  });

  it('roles whose names differ in signs only do not share a name in code', () => {
    const names = ['a.b', 'a-b', 'a_b', 'A-b', 'a@b', '-a-b', 'a--b'].map(
      name => {
        const given = half({ role: { ...half().role, name } });
        return [
          /"aws_iam_role" "(\w+)"/.exec(
            writeAwsHalf(given, 'terraform').files[0].content,
          )![1],
          /\n {2}name: (.*)\n/.exec(
            writeAwsHalf(given, 'ack').files[0].content,
          )![1],
        ];
      },
    );

    expect(new Set(names.map(([address]) => address)).size).toBe(7);
    expect(new Set(names.map(([, object]) => object)).size).toBe(7);
    names.forEach(([address, object]) => {
      expect(address).toMatch(/^[a-z_]\w*$/);
      expect(object).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
    });
  });
});
