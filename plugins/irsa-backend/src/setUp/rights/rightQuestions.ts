import { PolicyDocument, toArray } from 'backstage-plugin-irsa-common';
import { RightQuestion } from '../../accounts/askRights';
import { IrsaConfig } from '../../config/IrsaConfig';
import {
  CLOUDTRAIL_POLICY,
  DOCUMENTED_POLICIES,
  MIGRATOR_POLICY,
  POD_IDENTITY_POLICY,
  SAMPLE_ACCOUNT,
  SAMPLE_BOUNDARY,
} from './documentedPolicies';

/** A question, and the documented policy that it is about. */
export interface DocumentedQuestion extends RightQuestion {
  /** Its name in docs/manifests. */
  file: string;
}

/** A name below each path; nothing of that name is looked at or made. */
const EXAMPLE = 'irsa-example';

/** What to ask IAM about one account, for every statement of the documented policies that allows something. Pure. */
export function rightQuestions(options: {
  accountId: string;
  partition: string;
  role: IrsaConfig['role'];
  region: string;
  /** Whether roles are given by EKS Pod Identity somewhere. */
  podIdentity?: boolean;
  /** Whether code makes all roles of the account. */
  isByCode?: boolean;
  /** Whether the event history of the account is read. */
  cloudTrail?: boolean;
}): DocumentedQuestion[] {
  return documentedFor(options).flatMap(([file, document]) =>
    allowing(document).map(({ Action, Resource, Condition = {} }) => ({
      file,
      actions: toArray(Action),
      resource: concrete(toArray(Resource)[0], options),
      context: Object.fromEntries(
        Object.values(Condition)
          .flatMap(block => Object.entries(block))
          .map(([key, value]) => [
            key,
            concrete(String(toArray(value)[0]), options),
          ]),
      ),
    })),
  );
}

/** The policies by file; those of Pod Identity, of CloudTrail and of making roles only where they are needed. */
function documentedFor({
  podIdentity = false,
  isByCode = false,
  cloudTrail = false,
}: {
  podIdentity?: boolean;
  isByCode?: boolean;
  cloudTrail?: boolean;
}): [string, PolicyDocument][] {
  return Object.entries(DOCUMENTED_POLICIES).filter(
    ([file]) =>
      (podIdentity || file !== POD_IDENTITY_POLICY) &&
      (cloudTrail || file !== CLOUDTRAIL_POLICY) &&
      !(isByCode && file === MIGRATOR_POLICY),
  );
}

function allowing({ Statement }: PolicyDocument) {
  return Statement.filter(({ Effect }) => Effect === 'Allow');
}

function concrete(
  text: string,
  options: Parameters<typeof rightQuestions>[0],
): string {
  const { accountId, partition, role, region } = options;
  if (text === '*') {
    return text;
  }
  if (text === SAMPLE_BOUNDARY && role.permissionsBoundary) {
    return boundaryArn(role.permissionsBoundary, options);
  }
  if (!text.startsWith('arn:')) {
    return text;
  }
  return text
    .replace('arn:aws:eks:*:', `arn:aws:eks:${region}:`)
    .replace(
      'oidc.eks.*.amazonaws.com',
      `oidc.eks.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
    )
    .replaceAll('*', EXAMPLE)
    .replaceAll(SAMPLE_ACCOUNT, accountId)
    .replace(/^arn:aws:/, `arn:${partition}:`)
    .replace(/(:(?:role|policy))\/irsa\//, `$1${role.path}`);
}

/** `{accountId}` and `{partition}` filled in. */
export function boundaryArn(
  template: string,
  { accountId, partition }: { accountId: string; partition: string },
): string {
  return template
    .replaceAll('{accountId}', accountId)
    .replaceAll('{partition}', partition);
}
