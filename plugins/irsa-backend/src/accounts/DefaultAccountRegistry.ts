import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { accountError } from './AccountError';
import { AwsClients } from './AwsClients';
import { DefaultAccountHandle } from './DefaultAccountHandle';
import { AccountHandle, AccountRegistry, IamAccessKey } from './types';

/** A key's user does not change; only its state and last use do. */
const FIND_KEY_MAX_AGE_MS = 5 * 60_000;

export class DefaultAccountRegistry implements AccountRegistry {
  /**
   * Accounts are those of `aws.accounts` and those that `irsa.clusters[].accountId` names.
   * The main account's credentials serve an account of the second kind that has none of its own.
   */
  static create(options: {
    config: IrsaConfig;
    rootConfig: Config;
    logger: LoggerService;
  }): DefaultAccountRegistry {
    const { config, rootConfig, logger } = options;
    const configured = (
      rootConfig.getOptionalConfigArray('aws.accounts') ?? []
    ).map(account => account.getString('accountId'));
    const named = config.clusters.flatMap(({ accountId }) => accountId ?? []);
    const ids = [...new Set([...configured, ...named])];
    if (ids.length === 0) {
      logger.warn(
        'No AWS account is known: list it under aws.accounts or name it as irsa.clusters[].accountId',
      );
    }
    const manager = DefaultAwsCredentialsManager.fromConfig(rootConfig);
    const hasDefaultRole = rootConfig.has('aws.accountDefaults.roleName');
    const clients = new AwsClients(config.aws);
    const handles = ids.map(accountId => {
      const credentials = lazyCredentials(
        manager,
        accountId,
        configured.includes(accountId) || hasDefaultRole,
      );
      return new DefaultAccountHandle(
        accountId,
        clients.iam(credentials),
        clients.sts({ credentials }),
      );
    });
    return new DefaultAccountRegistry(
      clients,
      new Map(handles.map(handle => [handle.accountId, handle])),
      logger,
    );
  }

  private constructor(
    private readonly clients: AwsClients,
    private readonly handles: Map<string, AccountHandle>,
    private readonly logger: LoggerService,
  ) {}

  all(): AccountHandle[] {
    return [...this.handles.values()];
  }

  get(accountId: string): AccountHandle {
    const handle = this.handles.get(accountId);
    if (!handle) {
      throw new NotFoundError(
        `AWS account ${accountId} is not configured. Add it under aws.accounts with credentials or a role. There are: ${
          [...this.handles.keys()].join(', ') || 'none'
        }.`,
      );
    }
    return handle;
  }

  has(accountId: string): boolean {
    return this.handles.has(accountId);
  }

  sts(options: {
    region?: string;
    credentials?: AwsCredentialIdentity;
  }): STSClient {
    return this.clients.sts(options);
  }

  s3(options: {
    region?: string;
    credentials: AwsCredentialIdentity;
  }): S3Client {
    return this.clients.s3(options);
  }

  async findKey(fingerprint: string): Promise<IamAccessKey | undefined> {
    for (const account of this.all()) {
      try {
        const { users } = await account.snapshot({
          maxAgeMs: FIND_KEY_MAX_AGE_MS,
        });
        const key = users
          .flatMap(({ keys }) => keys)
          .find(candidate => candidate.fingerprint === fingerprint);
        if (key) {
          return key;
        }
      } catch (error) {
        this.logger.debug(
          `AWS account ${
            account.accountId
          } was left out of a search for a key: ${(error as Error).message}`,
        );
      }
    }
    return undefined;
  }
}

/** Looks credentials up at first use, so that a wrong account stops its own requests and not the start. */
function lazyCredentials(
  manager: AwsCredentialsManager,
  accountId: string,
  own: boolean,
): () => Promise<AwsCredentialIdentity> {
  return async () => {
    try {
      const { sdkCredentialProvider } = await manager.getCredentialProvider(
        own ? { accountId } : undefined,
      );
      return await sdkCredentialProvider();
    } catch {
      throw accountError(
        { accountId, kind: 'noCredentials' },
        `The portal has no AWS credentials for account ${accountId}. Add the account under aws.accounts, or give the portal a role.`,
      );
    }
  };
}
