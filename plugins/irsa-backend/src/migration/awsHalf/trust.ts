import {
  coversPattern,
  evaluateTrust,
  PrincipalElement,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { parsePolicy } from '../../accounts/iam';
import {
  POD_IDENTITY_AUDIENCE,
  regionOf,
} from '../../plan/policy/identityNames';
import { PlanExecution } from '../../plan/types';
import { expectedServiceAccount } from '../kubernetes/podFindings';
import { AwsHalfDifference, few, missing, wider } from './AwsHalf';
import { looserThan } from './statements';

/** The ServiceAccount as tokens name it. */
export function subjectOf(execution: PlanExecution): string {
  return `system:serviceaccount:${
    execution.workload.namespace
  }:${expectedServiceAccount(execution)}`;
}

/** Whether a trust policy lets the planned ServiceAccount in. Pure. */
export function letsIn(trust: string, execution: PlanExecution): boolean {
  const document = parsePolicy(trust);
  return requestsOf(execution, subjectOf(execution)).every(
    request => evaluateTrust(document, request).decision === 'allowed',
  );
}

/**
 * What a trust policy lacks of the planned one, and whom it lets in beyond it. One that is narrower in another way has neither, as
 * long as it lets the planned ServiceAccount in. Pure.
 */
export function trustDifferences(
  trust: string,
  execution: PlanExecution,
): AwsHalfDifference[] {
  const planned = parsePolicy(execution.role.trustDocument).Statement;
  return [
    ...(letsIn(trust, execution)
      ? []
      : [
          missing(
            'trust',
            `The trust policy does not let ${subjectOf(execution)} in.`,
          ),
        ]),
    ...parsePolicy(trust)
      .Statement.filter(({ Effect }) => Effect === 'Allow')
      .flatMap(statement => {
        const excess = planned.map(each => excessOf(statement, each));
        return excess.some(sentences => sentences.length === 0)
          ? []
          : [wider('trust', shortest(excess).join(' '))];
      }),
  ];
}

/** What a statement allows beyond a planned one, a sentence each. */
function excessOf(found: Statement, planned: Statement): string[] {
  const { NotPrincipal, NotAction, Principal, Action, Condition } = found;
  if (NotPrincipal || NotAction) {
    return ['The trust policy names whom or what it leaves out, not in.'];
  }
  const trusted = namesOf(planned.Principal);
  const others = namesOf(Principal).filter(name => !trusted.includes(name));
  const actions = toArray(Action).filter(
    action =>
      !toArray(planned.Action).some(each =>
        coversPattern(each.toLowerCase(), action.toLowerCase()),
      ),
  );
  const keys = looserThan(Condition, planned.Condition);
  return [
    ...(others.length > 0 ? [`It trusts ${few(others)} too.`] : []),
    ...(actions.length > 0 ? [`It allows ${few(actions)} too.`] : []),
    ...(keys.length > 0
      ? [`It does not hold ${few(keys)} to the planned values.`]
      : []),
  ];
}

function namesOf(element: PrincipalElement | undefined): string[] {
  return element === undefined || element === '*'
    ? ['everybody']
    : Object.values(element).flatMap(values =>
        toArray(values).map(value => (value === '*' ? 'everybody' : value)),
      );
}

function shortest(lists: readonly string[][]): string[] {
  return lists.reduce(
    (best, list) => (list.length < best.length ? list : best),
    lists[0] ?? ['It allows what the plan does not.'],
  );
}

/** What is asked of IAM when a Pod of the ServiceAccount gets the role. */
function requestsOf(
  { provider, podIdentity, workload, accountId }: PlanExecution,
  subject: string,
): Parameters<typeof evaluateTrust>[1][] {
  const host = provider.url.replace(/^https:\/\//, '');
  if (!podIdentity) {
    return [
      {
        principal: { type: 'Federated', value: provider.arn },
        action: 'sts:AssumeRoleWithWebIdentity',
        context: {
          [`${host}:sub`]: subject,
          [`${host}:aud`]: provider.audience,
        },
      },
    ];
  }
  const { clusterArn, clusterName, first } = podIdentity;
  const serviceAccount = subject.split(':').pop()!;
  const tags = Object.entries({
    'eks-cluster-arn': clusterArn,
    'eks-cluster-name': clusterName,
    'kubernetes-namespace': workload.namespace,
    'kubernetes-service-account': serviceAccount,
  });
  const asKeys = (prefix: string) =>
    Object.fromEntries(tags.map(([key, value]) => [`${prefix}/${key}`, value]));
  const asked: Omit<Parameters<typeof evaluateTrust>[1], 'action'> = first
    ? {
        principal: {
          type: 'AWS',
          value: `${first.role.arn
            .replace(':iam:', ':sts:')
            .replace(/:role\/.*$/, '')}:assumed-role/${
            first.role.name
          }/eks-${clusterName}`,
          roleArn: first.role.arn,
        },
        context: {
          'aws:PrincipalArn': first.role.arn,
          'aws:PrincipalAccount': first.accountId,
          // As EKS documents it; the one of an association cannot be known before it is made.
          'sts:ExternalId': [
            regionOf(podIdentity),
            first.accountId,
            clusterName,
            workload.namespace,
            serviceAccount,
          ].join('/'),
          ...asKeys('aws:RequestTag'),
          // They are transitive, so they are those of the first session too.
          ...asKeys('aws:PrincipalTag'),
        },
      }
    : {
        principal: { type: 'Service', value: POD_IDENTITY_AUDIENCE },
        context: {
          'aws:SourceAccount': accountId,
          'aws:SourceArn': clusterArn,
          ...asKeys('aws:RequestTag'),
        },
      };
  return ['sts:AssumeRole', 'sts:TagSession'].map(action => ({
    ...asked,
    action,
  }));
}
