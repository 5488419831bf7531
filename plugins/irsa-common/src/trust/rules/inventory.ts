import { toPattern } from '../../policy/wildcards';
import { finding } from '../finding';
import { clustersOf } from '../known';
import { ClusterSubjects } from '../sets/ClusterSubjects';
import { isEmptyCell } from '../sets/pattern';
import { SubjectSet } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { KnownCluster, ReviewFinding, TrustReviewContext } from '../types';
import { PREFIX } from './kubernetes';

const MANY_SUBJECTS = 5;

/** Compares the subjects of a cluster's tokens with what exists in the cluster. */
export function inventoryRules(
  set: SubjectSet,
  host: string,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const clusters = clustersOf(context, host);
  return [
    ...(clusters.length > 1
      ? [
          finding({
            ruleId: 'shared-issuer-clusters',
            severity: 'high',
            category: 'exposure',
            message: `The clusters ${clusters
              .map(({ name }) => name)
              .join(
                ' and ',
              )} have the same issuer: a ServiceAccount of that name in any of them may assume the role.`,
            fix: 'Give each cluster an issuer of its own.',
            statement: index,
          }),
        ]
      : []),
    ...environmentRules(clusters, index, context),
    ...set.members.flatMap(member =>
      memberRules(member, clusters, index, context).map(each => ({
        ...each,
        about: [member],
      })),
    ),
    ...(set.cells.some(({ all }) => all.length > 0)
      ? patternRules(set, clusters, index)
      : []),
    ...(set.members.length > MANY_SUBJECTS
      ? [sharedRole(set.members.length, index)]
      : []),
  ];
}

function sharedRole(count: number, statement?: number): ReviewFinding {
  return finding({
    ruleId: 'shared-role',
    severity: 'low',
    category: 'hygiene',
    message: `${count} ServiceAccounts share the role.`,
    fix: 'Give each application a role of its own.',
    statement,
  });
}

/** ServiceAccounts that share the role, when they are named in several statements. */
export function togetherRules(allows: TrustStatement[]): ReviewFinding[] {
  const most = allows.reduce(
    (sum, { tests }) =>
      tests.reduce((all, test) => all + test.values.length, sum),
    0,
  );
  // Most policies name so few that nothing need be counted apart.
  if (most <= MANY_SUBJECTS) {
    return [];
  }
  const named = allows.map(({ tests }) =>
    tests.flatMap(({ claim, key, negated, values }) =>
      claim === 'sub' && !negated
        ? values
            .filter(value => /^system:serviceaccount:[^*?$]+$/.test(value))
            .map(value => `${key.toLowerCase()} ${value}`)
        : [],
    ),
  );
  const count = new Set(named.flat()).size;
  const isSaid = named.some(each => each.length > MANY_SUBJECTS);
  return count > MANY_SUBJECTS && !isSaid ? [sharedRole(count)] : [];
}

/** Clusters whose namespaces were all read; where one was not, nothing can be called missing. */
function areRead(clusters: readonly KnownCluster[]): boolean {
  return clusters.length > 0 && clusters.every(({ namespaces }) => namespaces);
}

function memberRules(
  subject: string,
  clusters: readonly KnownCluster[],
  index: number,
  { role }: TrustReviewContext,
): ReviewFinding[] {
  const [, , namespace, name] = subject.split(':');
  if (!areRead(clusters)) {
    return [];
  }
  const holding = clusters.filter(cluster =>
    ClusterSubjects.of(cluster).hasNamespace(namespace),
  );
  if (holding.length === 0) {
    return [
      finding({
        ruleId: 'dangling-namespace',
        severity: 'high',
        category: 'exposure',
        message: `There is no namespace ${namespace}. Who may create it inherits the role.`,
        fix: 'Remove the subject, or create the namespace for its owner.',
        statement: index,
      }),
    ];
  }
  if (!holding.every(({ serviceAccounts }) => serviceAccounts)) {
    return [];
  }
  const account = holding
    .map(cluster => ClusterSubjects.of(cluster).find(subject))
    .find(found => found !== undefined);
  if (!account) {
    return [
      finding({
        ruleId: 'dangling-serviceaccount',
        severity: 'medium',
        category: 'exposure',
        message: `Namespace ${namespace} has no ServiceAccount ${name}. Who may create one there inherits the role.`,
        fix: 'Remove the subject.',
        statement: index,
      }),
    ];
  }
  if (!role || account.roleArn === undefined || account.roleArn === role.arn) {
    return [];
  }
  return [
    account.roleArn === null
      ? finding({
          ruleId: 'serviceaccount-not-annotated',
          severity: 'low',
          category: 'hygiene',
          message: `ServiceAccount ${namespace}/${name} does not name the role in its annotation.`,
          fix: 'Annotate it, or remove the subject.',
          statement: index,
        })
      : finding({
          ruleId: 'serviceaccount-annotation-mismatch',
          severity: 'low',
          category: 'hygiene',
          message: `ServiceAccount ${namespace}/${name} names another role: ${account.roleArn}.`,
          fix: 'Remove the subject.',
          statement: index,
        }),
  ];
}

/** A pattern that no namespace matches today waits for whoever creates one. */
function patternRules(
  set: SubjectSet,
  clusters: readonly KnownCluster[],
  index: number,
): ReviewFinding[] {
  const isRead =
    areRead(clusters) &&
    clusters.every(({ serviceAccounts }) => serviceAccounts);
  const isMet = clusters.some(cluster =>
    ClusterSubjects.of(cluster).hasAny(set),
  );
  if (!isRead || isMet) {
    return [];
  }
  const namespace = clusters
    .flatMap(({ namespaces }) => namespaces!)
    .find(each => mayBeIn(each, set));
  return [
    namespace === undefined
      ? finding({
          ruleId: 'dangling-namespace',
          severity: 'high',
          category: 'exposure',
          message:
            'No ServiceAccount that exists matches. Who may create a namespace that does inherits the role.',
          fix: 'Remove the subject.',
          statement: index,
        })
      : finding({
          ruleId: 'dangling-serviceaccount',
          severity: 'medium',
          category: 'exposure',
          message: `No ServiceAccount that exists matches. Who may create one in ${namespace} inherits the role.`,
          fix: 'Remove the subject.',
          statement: index,
        }),
  ];
}

/** What looking for a namespace may cost. */
const SEARCH = 2_000;

function mayBeIn(namespace: string, { cells }: SubjectSet): boolean {
  const source = `${PREFIX}${namespace}:*`;
  const inIt = { source, text: toPattern(source), ignoreCase: false };
  return cells.some(
    ({ all, none }) =>
      !isEmptyCell({ all: [...all, inIt], none }, { left: SEARCH }),
  );
}

const NAMES: Record<string, string[]> = {
  prod: ['production', 'prd', 'live'],
  stage: ['staging', 'stg'],
  dev: ['development'],
};

/** One name for an environment that has several: `prod` for `Production`. */
function commonName(environment: string): string {
  const name = environment.toLowerCase();
  return Object.keys(NAMES).find(each => NAMES[each].includes(name)) ?? name;
}

function environmentRules(
  clusters: readonly KnownCluster[],
  index: number,
  { role }: TrustReviewContext,
): ReviewFinding[] {
  const tags = Object.entries(role?.tags ?? {});
  const wanted = tags.find(([name]) => /^(env|environment|stage)$/i.test(name));
  const other =
    wanted &&
    clusters.find(
      ({ environment }) =>
        environment && commonName(environment) !== commonName(wanted[1]),
    );
  return other
    ? [
        finding({
          ruleId: 'cross-environment-trust',
          severity: 'medium',
          category: 'exposure',
          message: `The role is of ${wanted[1]}, the cluster ${other.name} of ${other.environment}.`,
          fix: 'Make a role for each environment.',
          statement: index,
        }),
      ]
    : [];
}
