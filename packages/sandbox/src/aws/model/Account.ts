import { AccountView } from './AccountView';
import { EntityMap } from './EntityMap';
import {
  AccessKey,
  Bucket,
  EksCluster,
  Group,
  ManagedPolicy,
  OidcProvider,
  Role,
  StoredPolicy,
  User,
} from './entities';
import { makeAccessKey } from './accessKeyIds';
import { Propagation } from './Propagation';
import { AccountQuotas, DEFAULT_QUOTAS } from './quotas';

export interface AccountOptions {
  id: string;
  alias?: string;
  region: string;
  rootAccessKey?: { accessKeyId: string; secretAccessKey: string };
  /** Quotas that AWS has raised on request. */
  quotas?: Partial<AccountQuotas>;
}

/** Everything that one account holds. Read as a view, its IAM part shows the present state. */
export class Account extends AccountView {
  declare readonly entities: {
    users: EntityMap<User>;
    roles: EntityMap<Role>;
    groups: EntityMap<Group>;
    policies: EntityMap<ManagedPolicy>;
    providers: EntityMap<OidcProvider>;
  };

  /** The state that has reached STS, S3 and the authorisation of calls. */
  readonly settled: AccountView;
  alias?: string;
  readonly region: string;
  readonly quotas: AccountQuotas;
  readonly rootKey: AccessKey;
  readonly buckets = new Map<string, Bucket>();
  readonly eksClusters = new Map<string, EksCluster>();
  /** Queues, topics, KMS keys, secrets and repositories by ARN. */
  readonly resources = new Map<
    string,
    {
      policy?: StoredPolicy;
      grants?: { grantee: string; operations: string[] }[];
    }
  >();
  /** Service-last-accessed jobs by id. */
  readonly reports = new Map<string, { arn: string; createdAt: number }>();

  /** User names by the ids of keys that they have or had. A key is found here and then looked up at its user. */
  private readonly keyOwners = new Map<string, string>();

  constructor(options: AccountOptions, propagation: Propagation) {
    const entities = {
      users: new EntityMap<User>(propagation),
      roles: new EntityMap<Role>(propagation),
      groups: new EntityMap<Group>(propagation),
      policies: new EntityMap<ManagedPolicy>(propagation),
      providers: new EntityMap<OidcProvider>(propagation, {
        caseSensitive: true,
      }),
    };
    super(options.id, entities);
    this.settled = new AccountView(options.id, {
      users: entities.users.settled,
      roles: entities.roles.settled,
      groups: entities.groups.settled,
      policies: entities.policies.settled,
      providers: entities.providers.settled,
    });
    this.alias = options.alias;
    this.region = options.region;
    this.quotas = { ...DEFAULT_QUOTAS, ...options.quotas };
    this.rootKey = {
      ...makeAccessKey(options.id),
      ...options.rootAccessKey,
      status: 'Active',
      createdAt: propagation.now(),
    };
  }

  get users(): EntityMap<User> {
    return this.entities.users;
  }

  get roles(): EntityMap<Role> {
    return this.entities.roles;
  }

  get groups(): EntityMap<Group> {
    return this.entities.groups;
  }

  get policies(): EntityMap<ManagedPolicy> {
    return this.entities.policies;
  }

  get providers(): EntityMap<OidcProvider> {
    return this.entities.providers;
  }

  arn(resource: string): string {
    return `arn:aws:iam::${this.id}:${resource}`;
  }

  /** Called for every access key that is made or imported. */
  keyMade(accessKeyId: string, user: string): void {
    this.keyOwners.set(accessKeyId, user);
  }

  /** The user that a key belongs or belonged to. */
  keyOwner(accessKeyId: string): string | undefined {
    return this.keyOwners.get(accessKeyId);
  }
}
