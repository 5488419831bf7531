import { finding, findingsIn } from '../finding';
import { hasAction } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';
import { POD_IDENTITY } from './podTags';
import { serviceNameRules } from './serviceNames';
import { Grants, isHelp } from './together';

const ASSUME_ROLE = 'sts:AssumeRole';
const ROLES_ANYWHERE = 'rolesanywhere.amazonaws.com';

/**
 * Rules about AWS services that an Allow statement names, EKS Pod Identity among them.
 *
 * @param grants - what the policy gives in all
 */
export function serviceRules(
  reviewed: TrustStatement,
  context: TrustReviewContext,
  grants: Grants,
): ReviewFinding[] {
  const { principals, index } = reviewed;
  const services = principals.filter(({ kind }) => kind === 'Service');
  return services.flatMap(service => {
    const { value } = service;
    const ofName = serviceNameRules(value, index, context);
    if (ofName.some(({ ruleId }) => ruleId !== 'service-unknown')) {
      return ofName;
    }
    const others = rulesOf(service, reviewed, context, grants);
    // One name is wrong for one reason.
    return others.some(({ category }) => category === 'broken')
      ? others
      : [...ofName, ...others];
  });
}

function rulesOf(
  service: NamedPrincipal,
  reviewed: TrustStatement,
  context: TrustReviewContext,
  grants: Grants,
): ReviewFinding[] {
  const { value } = service;
  const is = findingsIn(reviewed.index);
  const isGranted = (action: string) => grants(service, action);
  const isUseful =
    hasAction(reviewed, ASSUME_ROLE) ||
    (isHelp(reviewed) && isGranted(ASSUME_ROLE));
  if (!isUseful) {
    return [
      is(
        'action-mismatch',
        'high',
        'broken',
        'A service needs sts:AssumeRole, which is not allowed here.',
        'Set Action to sts:AssumeRole.',
      ),
    ];
  }
  if (isHelp(reviewed)) {
    return [];
  }
  if (value === ROLES_ANYWHERE) {
    return certificateRules(reviewed, isGranted, is);
  }
  if (value !== POD_IDENTITY) {
    const hasPods = grants(
      { kind: 'Service', value: POD_IDENTITY },
      ASSUME_ROLE,
    );
    return !hasPods && isMeantForPods(value, context)
      ? [
          is(
            'pod-identity-wrong-service',
            'high',
            'broken',
            `Pods get the role from ${POD_IDENTITY}, not from ${value}.`,
            `Name ${POD_IDENTITY}.`,
          ),
        ]
      : [];
  }
  return podRules(reviewed, isGranted, context, is);
}

/**
 * Source: IAM Roles Anywhere User Guide, "Role trust policies".
 */
function certificateRules(
  { tests }: TrustStatement,
  isGranted: (action: string) => boolean,
  is: Is,
): ReviewFinding[] {
  const needed = [ASSUME_ROLE, 'sts:TagSession', 'sts:SetSourceIdentity'];
  const missing = needed.filter(action => !isGranted(action));
  const isBound = tests.some(
    test =>
      /^(aws:(sourcearn$|principaltag\/x509)|sts:sourceidentity$)/i.test(
        test.key,
      ) &&
      isPlain(test) &&
      !(/^aws:sourcearn$/i.test(test.key) && test.values.some(isAnyAnchor)) &&
      // The name of such a session is that of the certificate.
      !(/^sts:/i.test(test.key) && test.values.some(isAnyName)),
  );
  return [
    ...(missing.length > 0
      ? [
          is(
            'tagsession-missing',
            'high',
            'broken',
            `IAM Roles Anywhere needs ${missing.join(
              ' and ',
            )}, which the policy does not allow.`,
            `Set Action to ${needed.join(', ')}.`,
          ),
        ]
      : []),
    ...(isBound
      ? []
      : [
          is(
            'roles-anywhere-unscoped',
            'medium',
            'exposure',
            'A certificate of any trust anchor in the account may assume the role.',
            'Require aws:SourceArn of the trust anchor, and the subject of the certificate.',
          ),
        ]),
  ];
}

function isAnyName(value: string): boolean {
  return /^(CN=)?[*?]+$/i.test(value);
}

/** Whether the ARN, which may be a pattern, leaves the id of the trust anchor open. */
function isAnyAnchor(value: string): boolean {
  const [resource, ...rest] = value.split(':').slice(5);
  return resource === undefined
    ? /[*?]/.test(value)
    : rest.length === 0 && /^(trust-anchor\/)?[*?]+$/.test(resource);
}

type Is = (
  ruleId: string,
  severity: ReviewFinding['severity'],
  category: ReviewFinding['category'],
  message: string,
  fix: string,
) => ReviewFinding;

/** Such as `eks-pods.amazonaws.com`; Fargate has a service of a name like that. */
const MISTAKEN_FOR_PODS = /^(?=.*\beks\b)(?=.*\bpods?\b)(?!eks-fargate-pods\.)/;

function isMeantForPods(
  service: string,
  { associations = [] }: TrustReviewContext,
): boolean {
  return (
    (associations.length > 0 && /^(eks|ec2|eks-auth)\./.test(service)) ||
    MISTAKEN_FOR_PODS.test(service)
  );
}

const SCOPE =
  /^aws:(source(account|arn|orgid|orgpaths)$|requesttag\/(kubernetes-|eks-))/i;

function podRules(
  { tests, index }: TrustStatement,
  isGranted: (action: string) => boolean,
  { associations = [], clusters }: TrustReviewContext,
  is: Is,
): ReviewFinding[] {
  const found: ReviewFinding[] = [];
  if (!isGranted('sts:TagSession')) {
    found.push(
      is(
        'tagsession-missing',
        'high',
        'broken',
        'EKS Pod Identity sends session tags, and the policy does not allow them.',
        'Add sts:TagSession to Action.',
      ),
    );
  }
  if (!tests.some(isScope)) {
    found.push(
      is(
        'pod-identity-unscoped',
        'low',
        'exposure',
        'Any association in the account may use the role.',
        'Require aws:SourceArn of the cluster, or the tags kubernetes-namespace and kubernetes-service-account.',
      ),
    );
  }
  const tagTests = tests.filter(
    test => isScope(test) && /requesttag/i.test(test.key),
  );
  if (
    tagTests.length > 0 &&
    associations.length > 0 &&
    associations.every(({ hasSessionTags }) => !hasSessionTags)
  ) {
    found.push(
      is(
        'session-tags-disabled',
        'high',
        'broken',
        'The policy asks for session tags, and the association does not send any.',
        'Switch the tags of the association on, or require aws:SourceArn instead.',
      ),
    );
  }
  const namespaces = valuesOf(tagTests, 'kubernetes-namespace');
  const read = clusters?.filter(each => each.namespaces);
  const isGone = (namespace: string) =>
    read?.length &&
    read.length === clusters!.length &&
    !read.some(each => each.namespaces!.includes(namespace));
  found.push(
    ...namespaces.filter(isGone).map(namespace =>
      finding({
        ruleId: 'dangling-namespace',
        severity: 'high',
        category: 'exposure',
        message: `There is no namespace ${namespace}. Who may create it inherits the role.`,
        fix: 'Remove it from the condition.',
        statement: index,
      }),
    ),
  );
  const names = valuesOf(tagTests, 'kubernetes-service-account');
  const accounts = clusters?.flatMap(each => each.serviceAccounts ?? []);
  const areAllRead =
    clusters?.length && clusters.every(each => each.serviceAccounts);
  const isAccountGone = (name: string) =>
    areAllRead &&
    !accounts!.some(
      each =>
        each.name === name &&
        (namespaces.length === 0 || namespaces.includes(each.namespace)),
    );
  if (!namespaces.some(isGone)) {
    found.push(
      ...names.filter(isAccountGone).map(name =>
        finding({
          ruleId: 'dangling-serviceaccount',
          severity: 'medium',
          category: 'exposure',
          message: `There is no ServiceAccount ${name} in the namespaces that are named. Who may create it inherits the role.`,
          fix: 'Remove it from the condition.',
          statement: index,
        }),
      ),
    );
  }
  return found;
}

function isScope(test: ConditionTest): boolean {
  return SCOPE.test(test.key) && isPlain(test);
}

/** Whether the test holds only for the values that it names. */
function isPlain({ negated, ifExists, quantifier, values }: ConditionTest) {
  return (
    !negated &&
    !ifExists &&
    quantifier !== 'ForAllValues' &&
    values.length > 0 &&
    !values.some(value => /^[*?]*$/.test(value))
  );
}

function valuesOf(tests: ConditionTest[], tag: string): string[] {
  return tests
    .filter(({ key }) => key.toLowerCase() === `aws:requesttag/${tag}`)
    .flatMap(({ base, values }) =>
      // Names of Kubernetes are lower case.
      base.endsWith('ignorecase')
        ? values.map(value => value.toLowerCase())
        : values,
    )
    .filter(value => !/[*?$]/.test(value));
}
