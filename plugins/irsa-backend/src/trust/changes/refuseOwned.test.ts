import { IAMClient } from '@aws-sdk/client-iam';
import { ownerOfRole } from './ownerOfRole';
import { refusalInWords, refuseOwned } from './refuseOwned';

describe('who keeps a role, by its tags', () => {
  it.each<[string | undefined, Record<string, string>]>([
    [undefined, {}],
    [undefined, { team: 'payments', 'managed-by': '' }],
    ['a migration of this portal', { 'managed-by': 'backstage-irsa' }],
    ['Terraform', { 'terraform-workspace': 'prod' }],
    ['Terraform', { Terraform: 'true' }],
    ['Terraform', { 'tf:module': 'roles' }],
    ['Terraform', { team: 'payments', ManagedBy: 'Terraform' }],
    ['terragrunt', { managed_by: 'terragrunt' }],
    ['CloudFormation', { 'aws:cloudformation:stack-name': 'roles' }],
    // An empty tag hides no other one.
    ['CloudFormation', { ManagedBy: '', 'aws:cloudformation:stack-id': 's' }],
    ['Pulumi', { 'pulumi:project': 'roles' }],
    ['Crossplane', { 'crossplane-kind': 'role.iam.aws.upbound.io' }],
    [
      'AWS Controllers for Kubernetes',
      { 'services.k8s.aws/controller-version': 'iam-v1.3.9' },
    ],
  ])('%s: %j', (owner, tags) => {
    expect(ownerOfRole(tags)).toBe(owner);
  });

  it.each([
    [
      'Terraform',
      'apply',
      /Copy the proposed policy .* let Terraform apply it/,
    ],
    ['Terraform', 'takeBack', /Put the policy of before back into the source/],
    ['a migration of this portal', 'apply', /roll the migration back/],
    ['a migration of this portal', 'takeBack', /roll the migration back/],
  ] as const)(
    'kept by %s, %s: says what is done instead',
    (owner, act, way) => {
      const text = refusalInWords(owner, act);
      expect(text).toContain(`kept by ${owner}`);
      expect(text).toContain('Nothing was written.');
      expect(text).toMatch(way);
    },
  );

  it.each(['apply', 'takeBack'] as const)(
    '%s: where the tags cannot be read it is not known, and refused',
    async act => {
      const iam = new IAMClient({
        // Nobody listens there.
        endpoint: 'http://127.0.0.1:1',
        region: 'us-east-1',
        credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
        maxAttempts: 1,
      });
      await expect(
        refuseOwned({ iam, accountId: '111122223333' }, 'deploy', act),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('not known whether a repository'),
      });
      iam.destroy();
    },
  );
});
