import { finding } from '../finding';
import { Pattern } from '../sets/types';
import { stateOf, written } from '../issuers/templates';
import { ReviewFinding } from '../types';

const PREFIX = 'system:serviceaccount:';
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
/** Namespaces whose ServiceAccounts run the cluster itself. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];

const NAME_SUBJECT =
  'Name the subject with StringEquals: system:serviceaccount:<namespace>:<name>.';

/** Whether a cluster can give a token this subject, and whether it is good to trust it. */
export function exactServiceAccount(
  subject: string,
  index: number,
): ReviewFinding[] {
  const broken = (ruleId: string, message: string) => [
    finding({
      ruleId,
      severity: 'high',
      category: 'broken',
      message,
      fix: NAME_SUBJECT,
      statement: index,
    }),
  ];
  if (/[*?]/.test(subject)) {
    return broken(
      'sub-literal-wildcard',
      'A wildcard under StringEquals is an ordinary character: no token has such a subject.',
    );
  }
  if (!isServiceAccount(subject)) {
    return isServiceAccount(subject.toLowerCase())
      ? broken(
          'sub-case-mismatch',
          `Names in a cluster are lower case: no token has the subject ${subject}.`,
        )
      : broken(
          'sub-malformed',
          `No cluster gives a token the subject ${subject}.`,
        );
  }
  return subject.endsWith(':default')
    ? [
        finding({
          ruleId: 'sub-default-serviceaccount',
          severity: 'medium',
          category: 'exposure',
          message:
            'Every Pod of the namespace that names no ServiceAccount may assume the role.',
          fix: 'Give the workload a ServiceAccount of its own.',
          statement: index,
        }),
      ]
    : [];
}

function isServiceAccount(subject: string): boolean {
  const [namespace, name, ...rest] = subject.startsWith(PREFIX)
    ? subject.slice(PREFIX.length).split(':')
    : [];
  return (
    rest.length === 0 &&
    NAME.test(namespace ?? '') &&
    (namespace?.length ?? 0) <= 63 &&
    NAME.test(name ?? '')
  );
}

/** How much of a cluster a pattern lets in. */
export function patternOfServiceAccounts(
  { text, ignoreCase }: Pattern,
  index: number,
): ReviewFinding {
  const value = ignoreCase ? text.toLowerCase() : text;
  const exposed = (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
  ) =>
    finding({
      ruleId,
      severity,
      category: 'exposure',
      message,
      fix: NAME_SUBJECT,
      statement: index,
    });
  const everybody = () =>
    exposed(
      'sub-any',
      'critical',
      'Every ServiceAccount of the cluster may assume the role.',
    );
  const literal = value.split(/[\uE000\uE001]/)[0];
  if (!value.startsWith(PREFIX)) {
    const isPossible = PREFIX.startsWith(literal);
    if (!isPossible) {
      return finding({
        ruleId: 'sub-malformed',
        severity: 'high',
        category: 'broken',
        message: `No cluster gives a token a subject like ${written(value)}.`,
        fix: NAME_SUBJECT,
        statement: index,
      });
    }
    return everybody();
  }
  const [namespace, ...rest] = value.slice(PREFIX.length).split(':');
  const name = rest.join(':');
  const isAnyName = rest.length === 0 || stateOf(name) === 'any';
  if (stateOf(namespace) === 'any') {
    return isAnyName
      ? everybody()
      : exposed(
          'sub-any-namespace',
          'high',
          'Everybody who may create a namespace can create this ServiceAccount in it and assume the role.',
        );
  }
  if (stateOf(namespace) === 'partial' || rest.length === 0) {
    return exposed(
      'sub-namespace-pattern',
      'high',
      'Others may create a namespace with a matching name.',
    );
  }
  return isAnyName
    ? exposed(
        'sub-any-serviceaccount',
        SYSTEM.includes(namespace) ? 'high' : 'medium',
        `Every ServiceAccount of namespace ${namespace} may assume the role.`,
      )
    : exposed(
        'sub-serviceaccount-pattern',
        'medium',
        `Everybody who may create ServiceAccounts in ${namespace} can choose a matching name.`,
      );
}
