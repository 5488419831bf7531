import { parsePolicyDocument, toArray } from 'backstage-plugin-irsa-common';
import { POLICY_RIGHTS } from '../../accounts/ResourcePolicyReader';
import { GRANTS_RIGHT } from '../../accounts/readKeyGrants';
import { AccountHandle, IamUser } from '../../accounts/types';
import { StatementForRole, statementsForRole } from '../policy/namedUser';

/** A resource whose policy or grants name the user. */
export interface NamingResource {
  /** The name of a bucket, the ARN of anything else. */
  name: string;
  /** What makes its policy hold for the role; absent when its text is not understood. */
  changes?: StatementForRole[];
  /** Of a KMS key: operations that grants allow the user, and not the role. */
  granted?: string[];
}

/** What the policies of the resources that a user may use say about that user. */
export interface ResourcePolicies {
  /** Signing names of the services whose resources were looked at. */
  services: string[];
  /** Resources whose policies were read, or that have none. */
  read: string[];
  /** Those whose policies name the user and not the role. */
  naming: NamingResource[];
  /** Resources that could not be read, with the reason, and patterns of names. */
  notRead: string[];
}

/** More are not asked for one plan, of each service. */
const MOST = 20;
const SERVICES = Object.keys(POLICY_RIGHTS);
const DENIED = /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/;

/** A resource that the policies of a user name. */
interface NamedResource {
  service: string;
  name: string;
  /** Absent when it cannot be asked about, such as a pattern. */
  arn?: string;
}

/** The resources that the policies of a user allow to use, of the services whose policies can be read. */
function resourcesOf({ policies }: Pick<IamUser, 'policies'>): NamedResource[] {
  const found = policies
    .flatMap(
      ({ document }) => parsePolicyDocument(document).document?.Statement ?? [],
    )
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction, Resource, NotResource }) => {
      const actions = NotAction ? ['*'] : toArray(Action);
      const resources = NotResource ? ['*'] : toArray(Resource);
      return resources.flatMap(resource => named(resource, actions));
    });
  return [...new Map(found.map(each => [each.name, each])).values()];
}

function named(resource: string, actions: string[]): NamedResource[] {
  const [, partition, service, region, account, ...rest] = resource.split(':');
  if (!service || /[*?]/.test(service)) {
    return SERVICES.filter(each => mayUse(each, actions)).map(each => ({
      service: each,
      name: `all of ${each}`,
    }));
  }
  if (!SERVICES.includes(service)) {
    return [];
  }
  if (service === 's3' && (region || account)) {
    // An access point has a policy of its own, beside that of its bucket.
    const [kind, point] = rest.join(':').split('/');
    return [{ service, name: `${kind} ${point}` }];
  }
  if (service === 's3') {
    const name = rest.join(':').split('/')[0];
    return [
      {
        service,
        name,
        ...(!isPattern(name) && { arn: `arn:${partition}:s3:::${name}` }),
      },
    ];
  }
  // Secrets Manager adds six characters to a name, which policies leave open. It finds a secret without them.
  const arn =
    service === 'secretsmanager'
      ? resource.replace(/-(\?{6}|\*)$/, '')
      : resource;
  // The policy of a KMS key cannot be asked for by an alias.
  return isPattern(arn) || /:alias\//.test(arn)
    ? [{ service, name: resource }]
    : [{ service, name: resource, arn }];
}

function isPattern(text: string): boolean {
  return /[*?$]/.test(text);
}

function mayUse(service: string, actions: string[]): boolean {
  return actions.some(
    action => action === '*' || action.toLowerCase().startsWith(`${service}:`),
  );
}

/** Reads the policies of the user's resources. Never throws: what could not be read is named. */
export async function readResourcePolicies(options: {
  account: AccountHandle;
  /** The account that a resource is in, if the portal knows it. */
  accountOf?: (accountId: string) => AccountHandle | undefined;
  user: IamUser;
  roleArn: string;
}): Promise<ResourcePolicies> {
  const { account, accountOf, user, roleArn } = options;
  const result: ResourcePolicies = {
    services: SERVICES,
    read: [],
    naming: [],
    notRead: [],
  };
  const asked = new Map<string, number>();
  await Promise.all(
    resourcesOf(user).map(async ({ service, name, arn }) => {
      const count = asked.get(service) ?? 0;
      if (!arn || count >= MOST) {
        result.notRead.push(name);
        return;
      }
      asked.set(service, count + 1);
      try {
        const holder = accountOf?.(arn.split(':')[4]) ?? account;
        const policy = await holder.resourcePolicy(arn);
        result.read.push(name);
        const changes =
          policy === undefined ? [] : statementsForRole(policy, user, roleArn);
        if (changes === undefined || changes.length > 0) {
          result.naming.push({ name, changes });
        }
        if (service === 'kms') {
          await readGrants(result, holder, { name, arn, user, roleArn });
        }
      } catch (error) {
        result.notRead.push(
          `${name} (${reason(POLICY_RIGHTS[service], error as Error)})`,
        );
      }
    }),
  );
  result.read.sort();
  result.notRead.sort();
  result.naming.sort((one, other) => one.name.localeCompare(other.name));
  return result;
}

/** Grants are a second way to let a user in, beside the policy of the key. Never throws. */
async function readGrants(
  result: ResourcePolicies,
  holder: AccountHandle,
  of: { name: string; arn: string; user: IamUser; roleArn: string },
): Promise<void> {
  const { name, arn, user, roleArn } = of;
  try {
    const granted = await holder.keyGrants(arn, {
      user: user.arn,
      role: roleArn,
    });
    if (granted.length > 0) {
      result.naming.push({ name, changes: [], granted });
    }
  } catch (error) {
    result.notRead.push(
      `grants of ${name} (${reason(GRANTS_RIGHT, error as Error)})`,
    );
  }
}

function reason(right: string, { name }: Error): string {
  return DENIED.test(name) ? `${name}: the portal lacks ${right}` : name;
}
