import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { accountError, toAccountError } from './AccountError';
import { AccountKeys } from './readKeys';
import { readSnapshot } from './readSnapshot';
import { Grantees } from './readKeyGrants';
import { ResourcePolicyReader } from './ResourcePolicyReader';
import { AccountHandle, IamSnapshot, SnapshotAge } from './types';
import { isYounger } from '../shared/isYounger';

const DEFAULT_MAX_AGE_MS = 60_000;
/** Also when they fail: the effect may be there without the answer. */
const KEY_WRITES = ['UpdateAccessKeyCommand', 'DeleteAccessKeyCommand'];

interface Known {
  /** When the reading began, milliseconds since the epoch. */
  at: number;
  snapshot: IamSnapshot;
  keys: AccountKeys;
}

interface Reading {
  /** Those that it does not read again. */
  keys?: AccountKeys;
  snapshot: Promise<IamSnapshot>;
}

export class DefaultAccountHandle implements AccountHandle {
  private identity?: Promise<string>;
  private known?: Known;
  private reading?: Reading;
  /** When this process last changed a key of a user, by the user's name; milliseconds since the epoch. */
  private readonly keyChanges = new Map<string, number>();

  constructor(
    readonly accountId: string,
    readonly iam: IAMClient,
    readonly sts: STSClient,
    readonly s3: S3Client,
    private readonly policies: ResourcePolicyReader,
    readonly trail?: AccountHandle['trail'],
  ) {
    this.noteKeyChanges();
  }

  resourcePolicy(arn: string): Promise<string | undefined> {
    return this.policies.read(arn);
  }

  keyGrants(keyArn: string, grantees: Grantees): Promise<string[]> {
    return this.policies.keyGrants(keyArn, grantees);
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

  /** Concurrent callers share one read. */
  async snapshot({
    maxAgeMs = DEFAULT_MAX_AGE_MS,
    keysMaxAgeMs = maxAgeMs,
  }: SnapshotAge = {}): Promise<IamSnapshot> {
    const now = Date.now();
    const { known } = this;
    const keysAfter = now - Math.max(keysMaxAgeMs, maxAgeMs);
    // After a right was missing, it is tried again with each reading.
    const takes = (keys?: AccountKeys) =>
      keys && keys.at > keysAfter && keys.at <= now && keys.missing.size === 0;
    if (known && isYounger(known.at, maxAgeMs, now) && takes(known.keys)) {
      return known.snapshot;
    }
    const { reading } = this;
    if (reading && (!reading.keys || takes(reading.keys))) {
      return reading.snapshot;
    }
    return this.read(takes(known?.keys) ? known?.keys : undefined);
  }

  /** @param keys - taken as they are; undefined: they are read too */
  private read(keys?: AccountKeys): Promise<IamSnapshot> {
    const reading: Reading = {
      keys,
      snapshot: this.readAfresh(keys).finally(() => {
        if (this.reading === reading) {
          this.reading = undefined;
        }
      }),
    };
    this.reading = reading;
    return reading.snapshot;
  }

  private async readAfresh(known?: AccountKeys): Promise<IamSnapshot> {
    // With credentials of another account, its users would appear as users of this one.
    await this.principal();
    const at = Date.now();
    const { snapshot, keys } = await readSnapshot(
      this.accountId,
      this.iam,
      known,
      this.keyChanges,
    );
    // A reading that began later knows more; one of the future is of before the clock was set back.
    const before = this.known?.at ?? 0;
    if (before <= at || before > Date.now()) {
      this.known = { at, snapshot, keys };
    }
    return snapshot;
  }

  /** What the portal itself has switched must not be shown as it was before. */
  private noteKeyChanges(): void {
    this.iam.middlewareStack.add(
      (next, { commandName }) =>
        async args => {
          const { UserName } = args.input as { UserName?: string };
          const isWrite = KEY_WRITES.includes(commandName ?? '');
          try {
            return await next(args);
          } finally {
            if (isWrite && UserName) {
              this.keyChanges.set(UserName, Date.now());
            }
          }
        },
      { step: 'initialize', name: 'irsaKeyChanges' },
    );
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
