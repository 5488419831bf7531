import { parsePolicyDocument, policySize } from 'backstage-plugin-irsa-common';
import {
  AwsHalf,
  Fix,
  ObjectName,
  trustDocumentOf,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../../errors';
import { readValue } from '../../options';
import { Done } from '../applyAll';
import { AwsWanted } from './options';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
const ROLE = /^arn:(aws[a-z-]*):iam::(\d{12}):role(\/(?:.*\/)?)([^/]+)$/;
const LONGEST_NAME = 64;
/** Characters of a managed policy without spaces. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LARGEST_POLICY = 6144;
/** Seconds. */
const SESSION = 3600;

/** The roles that fixed workloads are given, each once. Throws CommandError when one cannot be made as it is named. */
export function awsHalves(
  { fixed, patched }: Pick<Done, 'fixed' | 'patched'>,
  wanted: AwsWanted,
  cwd: string,
): AwsHalf[] {
  const all = [
    ...fixed.map(fix => halfOf(fix, undefined, wanted, cwd)),
    ...patched.map(({ fix, environment }) =>
      fix ? halfOf(fix, environment, wanted, cwd) : undefined,
    ),
  ].filter(each => each !== undefined);
  const byName = new Map<string, AwsHalf>();
  for (const half of all) {
    const before = byName.get(half.role.name);
    if (before && before.role.arn !== half.role.arn) {
      throw new CommandError(
        `${before.role.arn} and ${half.role.arn} have one name, which one module cannot hold. Run the command for each account, with --workload, or give the roles other names.`,
      );
    }
    if (before && before.role.trustDocument !== half.role.trustDocument) {
      throw new CommandError(
        `${half.role.arn} would be the role of ${subjectOf(
          before,
        )} and of ${subjectOf(
          half,
        )}. Give each its own: --role-arn with {namespace}, {name} or {environment}.`,
      );
    }
    if (before && before.policy.document !== half.policy.document) {
      throw new CommandError(
        `${
          half.role.arn
        } would have the rights of one file of --policy, and there are two of them: for ${subjectOf(
          before,
        )} of ${before.workload.name} and of ${
          half.workload.name
        }. Name one file for both, or give each its own role: --role-arn with {namespace}, {name} or {environment}.`,
      );
    }
    byName.set(half.role.name, before ?? half);
  }
  return [...byName.values()];
}

function subjectOf({ workload, serviceAccount }: AwsHalf): string {
  return `ServiceAccount ${workload.namespace}/${serviceAccount.name}`;
}

/** Undefined for a workload that keeps the role that it has. */
function halfOf(
  { object, change }: Fix,
  environment: string | undefined,
  wanted: AwsWanted,
  cwd: string,
): AwsHalf | undefined {
  const account = change?.serviceAccount;
  const roleArn = account?.annotations[ROLE_ANNOTATION];
  if (!account || !roleArn) {
    return undefined;
  }
  const namespace = change.workload.namespace ?? object.namespace;
  if (!namespace) {
    throw new CommandError(
      `${object.kind} ${object.name} names no namespace, which --aws needs. Give it with --namespace.`,
    );
  }
  const [, partition, accountId, path, name] = ROLE.exec(roleArn)!;
  if (name.length > LONGEST_NAME) {
    throw new CommandError(
      `${roleArn}: the name of a role has at most ${LONGEST_NAME} characters.`,
    );
  }
  const host = wanted.issuer.replace(/^https:\/\//, '');
  const providerArn = `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  return {
    region: wanted.region ?? '',
    workload: { namespace, name: object.name },
    serviceAccount: { name: account.name },
    provider: {
      action: 'exists',
      arn: providerArn,
      url: wanted.issuer,
      audience: wanted.audience,
    },
    policy: {
      arn: `arn:${partition}:iam::${accountId}:policy${path}${name}`,
      name,
      path,
      document: policyOf(object, namespace, account.name, environment, {
        pattern: wanted.policy,
        cwd,
      }),
    },
    role: {
      arn: roleArn,
      name,
      path,
      trustDocument: trustDocumentOf({
        providerArn,
        issuer: wanted.issuer,
        audience: wanted.audience,
        namespace,
        serviceAccount: account.name,
      }),
      ...(wanted.boundaryArn === undefined
        ? {}
        : { boundaryArn: wanted.boundaryArn }),
      maxSessionDuration: SESSION,
    },
    tags: { 'irsa:workload': `${namespace}/${object.kind}/${object.name}` },
  };
}

/** Throws CommandError when IAM would refuse it. */
function policyOf(
  object: ObjectName,
  namespace: string,
  serviceAccount: string,
  environment: string | undefined,
  { pattern, cwd }: { pattern: string; cwd: string },
): string {
  if (environment === undefined && pattern.includes('{environment}')) {
    throw new CommandError(
      `${object.kind} ${object.name} is in no overlay of Kustomize that shares its base, so {environment} of --policy says nothing.`,
    );
  }
  const values: Record<string, string> = {
    namespace,
    name: object.name,
    serviceAccount,
    environment: environment ?? '',
  };
  const file = pattern.replace(/\{([^}]*)\}/g, (_, field) => values[field]);
  const value = readValue('--policy', file, cwd);
  const { error } = parsePolicyDocument(value);
  if (error) {
    throw new CommandError(
      `--policy ${file} is no policy that IAM takes: ${error.message}`,
    );
  }
  const size = policySize(JSON.stringify(value));
  if (size > LARGEST_POLICY) {
    throw new CommandError(
      `--policy ${file} has ${size} characters without spaces; IAM takes ${LARGEST_POLICY}.`,
    );
  }
  return JSON.stringify(value);
}
