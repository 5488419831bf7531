import { ObjectName } from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';

const ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,511}$/;
const NAMES = ['namespace', 'name', 'kind', 'serviceAccount', 'environment'];

/** The role of a workload. `environment` is the folder of its overlay, where there is one. */
export type RoleArn = (
  workload: ObjectName,
  serviceAccount: string,
  environment?: string,
) => string;

/**
 * The role of each workload, from a pattern such as `arn:aws:iam::111122223333:role/irsa/{namespace}-{name}`. Throws CommandError when
 * it is no ARN of a role.
 */
export function roleArnFor(pattern: string | undefined): RoleArn {
  if (!pattern) {
    throw new CommandError(
      '--role-arn is needed: the role that replaces the key, for example arn:aws:iam::111122223333:role/irsa/{namespace}-{name}. It must exist and trust the ServiceAccount before the change is applied.',
    );
  }
  const unknown = [...pattern.matchAll(/\{([^}]*)\}/g)].find(
    ([, name]) => !NAMES.includes(name),
  );
  if (unknown) {
    throw new CommandError(
      `--role-arn has ${
        unknown[0]
      }, which is not known. There are {${NAMES.join('}, {')}}.`,
    );
  }
  if (!ARN.test(pattern.replace(/\{[^}]*\}/g, 'x'))) {
    throw new CommandError(
      '--role-arn has to be the ARN of a role, for example arn:aws:iam::111122223333:role/irsa/{namespace}-{name}.',
    );
  }
  return ({ namespace, name, kind }, serviceAccount, environment) => {
    if (!namespace && pattern.includes('{namespace}')) {
      throw new CommandError(
        `${kind} ${name} names no namespace, which --role-arn needs. Give it with --namespace.`,
      );
    }
    if (environment === undefined && pattern.includes('{environment}')) {
      throw new CommandError(
        `${kind} ${name} is in no overlay of Kustomize that shares its base, so {environment} of --role-arn says nothing. Fix it alone, with --workload.`,
      );
    }
    const values: Record<string, string> = {
      namespace: namespace ?? '',
      name,
      kind: kind.toLowerCase(),
      serviceAccount,
      environment: environment ?? '',
    };
    return pattern.replace(/\{([^}]*)\}/g, (_, field) => values[field]);
  };
}
