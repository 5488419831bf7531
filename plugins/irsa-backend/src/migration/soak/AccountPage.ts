import {
  MIGRATION_TAG,
  readPolicy,
  readProvider,
  readRole,
  samePolicy,
} from '../../accounts/iam';
import { readRoleRights } from '../../accounts/roleRights';
import { KeyUse, readKeyUse } from '../../accounts/readKeyUse';
import { AccountHandle, IamSnapshot, SnapshotAge } from '../../accounts/types';
import { deniedDifferences, rightsDifferences } from '../awsHalf/rights';
import { othersOf, SeenRole } from '../footing/role';
import { PlanExecution } from '../../plan/types';

/** Without these, what a snapshot says of roles has gaps. */
const ROLE_READS = [
  'iam:ListRoles',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
];
const PROVIDER_READS = [
  'iam:ListOpenIDConnectProviders',
  'iam:GetOpenIDConnectProvider',
];
const KEY_READS = [
  'iam:ListUsers',
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
];

/**
 * Roles and keys of one account, read once for all of its migrations. Where the portal may not list all of them, or before it
 * says that something is gone or another, the one in question is read by itself, once for each page.
 */
export class AccountPage {
  /** The watch looks at a page more often than it is read. */
  private static readonly ofSnapshot = new WeakMap<IamSnapshot, AccountPage>();
  private readonly asked = new Map<string, Promise<unknown>>();

  /** Throws AccountError. */
  static async read(
    account: AccountHandle,
    age: SnapshotAge,
  ): Promise<AccountPage> {
    const snapshot = await account.snapshot(age);
    const page =
      this.ofSnapshot.get(snapshot) ?? new AccountPage(account, snapshot);
    this.ofSnapshot.set(snapshot, page);
    return page;
  }

  private constructor(
    private readonly account: AccountHandle,
    private readonly snapshot: IamSnapshot,
  ) {}

  /** When AWS was asked. */
  get asOf(): string {
    return this.snapshot.asOf;
  }

  /** Undefined when there is none. Throws when it may not be read. */
  async role(
    execution: PlanExecution,
  ): Promise<(SeenRole & { lastUsedAt?: Date }) | undefined> {
    const { role, policy } = execution;
    const found = this.lacks(ROLE_READS)
      ? undefined
      : this.snapshot.roles.find(({ name }) => name === role.name);
    if (!found) {
      // Before it is said that a role is gone, AWS is asked for it now.
      const now = await this.once(`role ${role.name}`, () =>
        readRole(this.account.iam, role.name),
      );
      return (
        now && {
          ...now,
          policyDocument: await this.document(policy.arn),
          rights:
            execution.awsHalf || othersOf(now, execution).length > 0
              ? await this.rights(role.name, now)
              : undefined,
        }
      );
    }
    if (execution.awsHalf) {
      return this.byCode(found, execution);
    }
    const attached = found.policies.find(({ arn }) => arn === policy.arn);
    const isAsPlanned =
      attached?.document !== undefined &&
      samePolicy(JSON.stringify(attached.document), policy.document);
    const seen = seenOf(found);
    return {
      ...seen,
      ...(othersOf(seen, execution).length > 0 &&
        (await this.withOthers(found, execution))),
      // Before it is said that the document was changed, AWS is asked for it now.
      policyDocument:
        attached && !isAsPlanned
          ? await this.document(policy.arn)
          : policy.document,
    };
  }

  /** A role with policies beside the plan's: what they deny counts. */
  private async withOthers(
    found: IamSnapshot['roles'][number],
    { policy }: PlanExecution,
  ): Promise<Pick<SeenRole, 'attached' | 'inline' | 'rights'>> {
    const documents = found.policies.flatMap(({ document }) => document ?? []);
    const rights = documents.map(document => JSON.stringify(document));
    const { attached, inline } = seenOf(found);
    const isFine =
      documents.length === found.policies.length &&
      deniedDifferences(rights, policy.document).length === 0;
    if (isFine) {
      return { attached, inline, rights };
    }
    // Before it is said that something is denied, AWS is asked for it now.
    const now = await this.once(`role ${found.name}`, () =>
      readRole(this.account.iam, found.name),
    ).catch(() => undefined);
    return now
      ? {
          attached: now.attached,
          inline: now.inline,
          rights: await this.rights(found.name, now),
        }
      : { attached, inline };
  }

  /** A role that code makes: what counts is what all of its policies say together. */
  private async byCode(
    found: IamSnapshot['roles'][number],
    execution: PlanExecution,
  ): Promise<(SeenRole & { lastUsedAt?: Date }) | undefined> {
    const documents = found.policies.flatMap(({ document }) => document ?? []);
    const isWhole =
      !this.lacks(['iam:ListRolePolicies']) &&
      documents.length === found.policies.length;
    const rights = documents.map(document => JSON.stringify(document));
    const isAsPlanned =
      isWhole &&
      rightsDifferences(rights, execution.policy.document).length === 0;
    if (isAsPlanned) {
      return { ...seenOf(found), rights };
    }
    // Before it is said that the rights were changed, or what could not be listed is left out, AWS is asked for them now.
    const now = await this.once(`role ${found.name}`, () =>
      readRole(this.account.iam, found.name),
    );
    return now && { ...now, rights: await this.rights(found.name, now) };
  }

  /** Of a role, read now; undefined when they may not be read. */
  private rights(
    name: string,
    role: { attached: string[]; inline: string[] },
  ): Promise<string[] | undefined> {
    return this.once(`rights of ${name}`, () =>
      readRoleRights(this.account.iam, name, role),
    ).catch(() => undefined);
  }

  /** Of a policy, read now; undefined when it is not there or may not be read. */
  private async document(policyArn: string): Promise<string | undefined> {
    const found = await this.once(`policy ${policyArn}`, () =>
      readPolicy(this.account.iam, policyArn),
    ).catch(() => undefined);
    return found?.document;
  }

  /** Client ids of the OpenID Connect provider; undefined when there is none. Throws when it may not be read. */
  async providerAudiences({
    provider,
  }: PlanExecution): Promise<string[] | undefined> {
    const found = this.lacks(PROVIDER_READS)
      ? undefined
      : this.snapshot.providers.find(({ arn }) => arn === provider.arn);
    // Before it is said that it is gone, AWS is asked for it now.
    return (
      found?.clientIds ??
      (
        await this.once(`provider ${provider.arn}`, () =>
          readProvider(this.account.iam, provider.arn),
        )
      )?.clientIds
    );
  }

  /** Roles that carry the id of this migration. Throws when not all roles could be read. */
  rolesOfMigration(id: string): { name: string }[] {
    if (this.lacks(ROLE_READS)) {
      throw new Error('The portal may not list the roles of this account.');
    }
    return this.snapshot.roles.filter(({ tags }) => tags[MIGRATION_TAG] === id);
  }

  /** Throws when the key or its last use may not be read. */
  async keyUse(key: NonNullable<PlanExecution['key']>): Promise<KeyUse> {
    // Before it is said that a key is gone, AWS is asked for it now.
    return (
      this.keyLook(key)?.use ?? readKeyUse(this.account, key, this.snapshot)
    );
  }

  /** What the snapshot says of a key, and as of when; undefined when the key is not in it or is not known in full. */
  keyLook(
    key: NonNullable<PlanExecution['key']>,
  ): { use: KeyUse; asOf: string } | undefined {
    const found = this.lacks(KEY_READS)
      ? undefined
      : this.snapshot.users
          .flatMap(({ keys }) => keys)
          .find(({ fingerprint }) => fingerprint === key.fingerprint);
    return (
      found && {
        asOf: found.asOf,
        use: {
          state: found.status === 'Active' ? 'active' : 'inactive',
          lastUsedAt: found.lastUsedAt,
          service: known(found.lastUsedService),
          region: known(found.lastUsedRegion),
        },
      }
    );
  }

  /** What was answered for this page already; a failure is asked again. */
  private once<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const before = this.asked.get(what) as Promise<T> | undefined;
    if (before) {
      return before;
    }
    const asking = ask();
    this.asked.set(what, asking);
    asking.catch(() => this.asked.delete(what));
    return asking;
  }

  private lacks(actions: readonly string[]): boolean {
    return actions.some(action => this.snapshot.missing.includes(action));
  }
}

function seenOf(
  role: IamSnapshot['roles'][number],
): SeenRole & { lastUsedAt?: Date } {
  return {
    arn: role.arn,
    trust: JSON.stringify(role.trustPolicy),
    boundary: role.boundaryArn,
    attached: role.policies.flatMap(({ arn }) => arn ?? []),
    inline: role.policies.flatMap(({ arn, name }) => (arn ? [] : name)),
    tags: role.tags,
    lastUsedAt: role.lastUsedAt ? new Date(role.lastUsedAt) : undefined,
  };
}

function known(text: string | undefined): string | undefined {
  return text && text !== 'N/A' ? text : undefined;
}
