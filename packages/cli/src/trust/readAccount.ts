import { IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CommandError, EXIT } from '../errors';
import { Note } from '../notes';
import { describeAccountFailure } from './accountFailure';
import { RoleReader } from './RoleReader';
import { Known, TrustSubject } from './types';

/** IAM has one address for all regions of a partition. */
const ANY_REGION = 'us-east-1';

export interface ReadAccount {
  accountId: string;
  subjects: TrustSubject[];
  known: Known;
  /** Why reading ended before its end. */
  failure?: string;
}

/**
 * Reads the trust policies of an account, page by page, with the default credentials of the AWS SDK. What may not be read is noted.
 * Throws CommandError when nothing could be read.
 */
export async function readAccount(
  options: {
    profile?: string;
    region?: string;
    accountId?: string;
    /** Then also what the roles may do is read. */
    from?: string;
  },
  note: (note: Note) => void,
): Promise<ReadAccount> {
  const { iam, sts } = await clientsOf(options);
  const accountId = await asked('sts:GetCallerIdentity', async () => {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    return Account ?? '';
  });
  if (options.accountId !== undefined && options.accountId !== accountId) {
    throw new CommandError(
      `The credentials are of account ${accountId}, and --account-id says ${options.accountId}. Use other credentials (--profile), or leave --account-id out.`,
    );
  }
  const reader = new RoleReader(
    iam,
    `account ${accountId}`,
    note,
    options.from !== undefined,
  );
  const { subjects, failure } = await reader.roles();
  return { accountId, subjects, failure, known: await reader.known() };
}

async function clientsOf(options: { profile?: string; region?: string }) {
  const common = {
    profile: options.profile,
    customUserAgent: 'irsa-audit',
    retryMode: 'adaptive',
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  };
  const region = await (options.region
    ? options.region
    : new IAMClient(common).config.region().catch(() => ANY_REGION));
  return {
    iam: new IAMClient({ ...common, region }),
    sts: new STSClient({ ...common, region }),
  };
}

/** Throws CommandError. */
async function asked<T>(action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new CommandError(describeAccountFailure(error, action), EXIT.partial);
  }
}
