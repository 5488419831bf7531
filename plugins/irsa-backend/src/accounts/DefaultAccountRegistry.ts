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
import { HarmlessCall, sendHarmlessCall } from './harmlessCalls';
import { ResourcePolicyReader } from './ResourcePolicyReader';
import { SuppliedAccounts } from './SuppliedAccounts';
import { AccountTrail } from './trail/AccountTrail';
import { trailRegions } from './trail/trailRegions';
import { AccountHandle, AccountRegistry, IamAccessKey } from './types';

/** The user of a key never changes; only the key's state and last use do. */
const FIND_KEY_MAX_AGE_MS = 5 * 60_000;

export class DefaultAccountRegistry implements AccountRegistry {
  /**
   * The accounts are those of `aws.accounts`, those that modules supply, and those that clusters name, which come and
   * go with the clusters. An account that only a cluster names is read with the main account's credentials if it has
   * none of its own. Throws when the `aws` block is malformed.
   */
  static create(options: {
    config: IrsaConfig;
    rootConfig: Config;
    logger: LoggerService;
    /** Account ids that clusters name; those of `config.clusters` when absent. */
    named?: () => readonly string[];
    supplied?: SuppliedAccounts;
    /** Regions of the clusters whose workloads may use an account; those of `config.clusters` when absent. */
    regionsOf?: (accountId: string) => readonly string[];
    /** How often the SDK tries a call; 5 by default. */
    attempts?: number;
  }): DefaultAccountRegistry {
    const { config, rootConfig, logger, supplied, attempts } = options;
    const named =
      options.named ??
      (() => config.clusters.flatMap(({ accountId }) => accountId ?? []));
    const configured = configuredAccounts(rootConfig);
    const manager = DefaultAwsCredentialsManager.fromConfig(rootConfig);
    const hasDefaultRole = rootConfig.has('aws.accountDefaults.roleName');
    const registry = new DefaultAccountRegistry({
      clients: new AwsClients(config.aws, attempts),
      ids: () => [
        ...configured,
        ...(supplied?.all() ?? []).map(({ accountId }) => accountId),
        ...named(),
      ],
      credentials: accountId =>
        configured.includes(accountId) || !supplied?.find(accountId)
          ? lazyCredentials(
              manager,
              accountId,
              configured.includes(accountId) || hasDefaultRole,
            )
          : suppliedCredentials(supplied, accountId),
      trailRegions: accountId => {
        const connected = config.cloudTrail?.[accountId];
        return (
          connected &&
          (() =>
            trailRegions(
              config.aws.region,
              connected.regions ?? options.regionsOf?.(accountId) ?? [],
            ))
        );
      },
      logger,
    });
    if (registry.all().length === 0) {
      logger.warn(
        'No AWS account is known: list it under aws.accounts or name it as irsa.clusters[].accountId',
      );
    }
    return registry;
  }

  private readonly handles = new Map<string, AccountHandle>();
  private readonly clients: AwsClients;
  private readonly logger: LoggerService;

  private constructor(
    private readonly options: {
      clients: AwsClients;
      /** The present account ids. An id may occur twice. */
      ids: () => readonly string[];
      credentials: (accountId: string) => () => Promise<AwsCredentialIdentity>;
      /** Where its event history is read; undefined where CloudTrail is not connected. */
      trailRegions: (accountId: string) => (() => string[]) | undefined;
      logger: LoggerService;
    },
  ) {
    this.clients = options.clients;
    this.logger = options.logger;
  }

  all(): AccountHandle[] {
    return [...new Set(this.options.ids())].map(id => this.handle(id));
  }

  get(accountId: string): AccountHandle {
    if (!this.has(accountId)) {
      throw new NotFoundError(
        `AWS account ${accountId} is not configured. Add it under aws.accounts with credentials or a role. There are: ${
          this.all()
            .map(each => each.accountId)
            .join(', ') || 'none'
        }.`,
      );
    }
    return this.handle(accountId);
  }

  has(accountId: string): boolean {
    return this.options.ids().includes(accountId);
  }

  private handle(accountId: string): AccountHandle {
    const known = this.handles.get(accountId);
    if (known) {
      return known;
    }
    const credentials = this.options.credentials(accountId);
    const { clients, logger } = this;
    const regions = this.options.trailRegions(accountId);
    const s3 = clients.s3({ credentials });
    const made = new DefaultAccountHandle(
      accountId,
      clients.iam(credentials),
      clients.sts({ credentials }),
      s3,
      new ResourcePolicyReader({ clients, credentials, s3 }),
      regions &&
        new AccountTrail({
          accountId,
          regions,
          client: region => clients.cloudTrail(credentials, region),
          logger,
        }),
    );
    this.handles.set(accountId, made);
    return made;
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

  callHarmlessly(
    call: HarmlessCall,
    credentials: AwsCredentialIdentity,
  ): Promise<void> {
    return sendHarmlessCall(this.clients, call, credentials);
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

/** Account ids of `aws.accounts`. Throws when the block is malformed. */
export function configuredAccounts(rootConfig: Config): string[] {
  return (rootConfig.getOptionalConfigArray('aws.accounts') ?? []).map(
    account => account.getString('accountId'),
  );
}

/** Looked up at each use, because the supplier may have replaced them. */
function suppliedCredentials(
  supplied: SuppliedAccounts,
  accountId: string,
): () => Promise<AwsCredentialIdentity> {
  return async () => {
    try {
      return await supplied.find(accountId)!.credentials();
    } catch {
      // Without the supplier's message, which may quote a credential.
      throw accountError(
        { accountId, kind: 'noCredentials' },
        `The module that supplies AWS account ${accountId} gives no credentials for it. Its log tells more.`,
      );
    }
  };
}

/** Looks credentials up at first use, so that a wrong account affects its own requests and not the start. */
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
