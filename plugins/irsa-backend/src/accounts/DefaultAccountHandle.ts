import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { accountError, toAccountError } from './AccountError';
import { readSnapshot } from './readSnapshot';
import { ResourcePolicyReader } from './ResourcePolicyReader';
import { AccountHandle, IamSnapshot } from './types';

const DEFAULT_MAX_AGE_MS = 60_000;

export class DefaultAccountHandle implements AccountHandle {
  private identity?: Promise<string>;
  private known?: { at: number; snapshot: IamSnapshot };
  private reading?: Promise<IamSnapshot>;

  constructor(
    readonly accountId: string,
    readonly iam: IAMClient,
    readonly sts: STSClient,
    readonly s3: S3Client,
    private readonly policies: ResourcePolicyReader,
  ) {}

  resourcePolicy(arn: string): Promise<string | undefined> {
    return this.policies.read(arn);
  }

  async partition(): Promise<string> {
    return (await this.principal()).split(':')[1];
  }

  principal(): Promise<string> {
    if (!this.identity) {
      this.identity = this.readPrincipal();
      this.identity.catch(() => {
        this.identity = undefined;
      });
    }
    return this.identity;
  }

  /** `maxAgeMs` defaults to one minute. Concurrent callers share one read. */
  async snapshot(options?: { maxAgeMs?: number }): Promise<IamSnapshot> {
    const maxAgeMs = options?.maxAgeMs ?? DEFAULT_MAX_AGE_MS;
    if (this.known && Date.now() - this.known.at < maxAgeMs) {
      return this.known.snapshot;
    }
    this.reading ??= this.readAfresh().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readAfresh(): Promise<IamSnapshot> {
    // With credentials of another account, its users would appear as users of this one.
    await this.principal();
    const at = Date.now();
    const snapshot = await readSnapshot(this.accountId, this.iam);
    this.known = { at, snapshot };
    return snapshot;
  }

  private async readPrincipal(): Promise<string> {
    const { accountId } = this;
    let caller;
    try {
      caller = await this.sts.send(new GetCallerIdentityCommand({}));
    } catch (error) {
      throw toAccountError(accountId, 'sts:GetCallerIdentity', error);
    }
    if (caller.Account !== accountId) {
      throw accountError(
        { accountId, kind: 'noCredentials', action: 'sts:GetCallerIdentity' },
        `The portal's credentials for AWS account ${accountId} are of account ${caller.Account}. Add ${accountId} under aws.accounts with credentials of its own.`,
      );
    }
    return caller.Arn ?? '';
  }
}
