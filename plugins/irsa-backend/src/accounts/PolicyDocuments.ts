import {
  AttachedPolicy as AttachedPolicyName,
  GetPolicyCommand,
  GetPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { allPages, IdentityReader } from './IdentityReader';
import { decodePolicyDocument } from './policyDocument';
import { AttachedPolicy } from './types';

type Owner = 'User' | 'Group' | 'Role';

/** Policy documents; managed ones are read once per snapshot. */
export class PolicyDocuments {
  private readonly managed = new Map<string, Promise<unknown>>();

  constructor(private readonly reader: IdentityReader) {}

  async inline(
    owner: Owner,
    via: string,
    list: (
      marker: string | undefined,
    ) => Promise<{ PolicyNames: string[] | undefined; Marker?: string }>,
    get: (name: string) => Promise<{ PolicyDocument: string | undefined }>,
  ): Promise<AttachedPolicy[]> {
    const names = await this.reader.allowed(`iam:List${owner}Policies`, () =>
      allPages(list, page => page.PolicyNames),
    );
    const policies: AttachedPolicy[] = [];
    for (const name of names ?? []) {
      const policy = await this.reader.allowed(`iam:Get${owner}Policy`, () =>
        get(name),
      );
      policies.push({
        name,
        document: decodePolicyDocument(policy?.PolicyDocument),
        via,
      });
    }
    return policies;
  }

  async attached(
    owner: Owner,
    via: string,
    list: (
      marker: string | undefined,
    ) => Promise<{ AttachedPolicies?: AttachedPolicyName[]; Marker?: string }>,
  ): Promise<AttachedPolicy[]> {
    const attached = await this.reader.allowed(
      `iam:ListAttached${owner}Policies`,
      () => allPages(list, page => page.AttachedPolicies),
    );
    const policies: AttachedPolicy[] = [];
    for (const { PolicyName = '', PolicyArn = '' } of attached ?? []) {
      policies.push({
        name: PolicyName,
        arn: PolicyArn,
        document: await this.document(PolicyArn),
        via,
      });
    }
    return policies;
  }

  private document(arn: string): Promise<unknown> {
    const known = this.managed.get(arn) ?? this.readDocument(arn);
    this.managed.set(arn, known);
    return known;
  }

  private async readDocument(PolicyArn: string): Promise<unknown> {
    const { iam } = this.reader;
    const policy = await this.reader.allowed('iam:GetPolicy', () =>
      iam.send(new GetPolicyCommand({ PolicyArn })),
    );
    const VersionId = policy?.Policy?.DefaultVersionId;
    if (!VersionId) {
      return undefined;
    }
    const version = await this.reader.allowed('iam:GetPolicyVersion', () =>
      iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })),
    );
    return decodePolicyDocument(version?.PolicyVersion?.Document);
  }
}
