import { remembered } from '../../policy/remembered';
import { finding, shown } from '../finding';
import { ReviewFinding } from '../types';

export const PREFIX = 'system:serviceaccount:';
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

export const NAME_SUBJECT =
  'Name the subject with StringEquals: system:serviceaccount:<namespace>:<name>.';

/** Rules and reach ask for the same name, one after the other. */
const isServiceAccount = remembered((subject): boolean => {
  const [namespace, name, ...rest] = subject.startsWith(PREFIX)
    ? subject.slice(PREFIX.length).split(':')
    : [];
  return (
    rest.length === 0 &&
    NAME.test(namespace ?? '') &&
    (namespace?.length ?? 0) <= 63 &&
    NAME.test(name ?? '')
  );
});

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
          `Names in a cluster are lower case: no token has the subject ${shown(
            subject,
          )}.`,
        )
      : broken(
          'sub-malformed',
          `No cluster gives a token the subject ${shown(subject)}.`,
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
