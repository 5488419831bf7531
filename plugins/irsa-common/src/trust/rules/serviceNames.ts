import { findingsIn, shown } from '../finding';
import { isOfChina, isServiceForm, serviceName } from '../issuers/services';
import { ReviewFinding, TrustReviewContext } from '../types';

/**
 * What is wrong with the name of a service. IAM refuses a policy with a name that no service has, so what it has stored is right.
 *
 * @param statement - its index in the policy
 */
export function serviceNameRules(
  value: string,
  statement: number,
  { partition = 'aws', acceptedServices }: TrustReviewContext,
): ReviewFinding[] {
  const is = findingsIn(statement);
  const about = (item: ReviewFinding) => [{ ...item, about: [value] }];
  const broken = (message: string, fix: string) =>
    about(is('principal-malformed', 'high', 'broken', message, fix));
  if (value === '*') {
    return about(
      is(
        'principal-wildcard',
        'critical',
        'exposure',
        'Every AWS service may assume the role.',
        'Name the service.',
      ),
    );
  }
  if (!isServiceForm(value)) {
    return broken(
      `${shown(value)} is the name of no AWS service.`,
      'Write the name as the service documents it.',
    );
  }
  if (isOfChina(value) && partition !== 'aws-cn') {
    return broken(
      `${value} is a service of China, and the role is of the partition ${partition}.`,
      'Write the name as the service documents it for this partition.',
    );
  }
  const name = serviceName(value);
  const isAccepted =
    acceptedServices === 'all' || acceptedServices?.includes(value);
  if (isAccepted || name.kind === 'known') {
    return [];
  }
  if (name.kind !== 'unknown') {
    const { meant } = name;
    const reasons = {
      refused: `IAM refuses a policy that names ${value}: no service is called so.`,
      like: `No service is known as ${value}, and ${meant} is like it. IAM refuses a policy with a name that no service has.`,
      china: `The service is called ${meant} in China too. IAM refuses a policy that names ${value}.`,
    };
    return broken(
      reasons[name.kind],
      meant ? `Write ${meant}.` : 'Write the name as the service documents it.',
    );
  }
  return about(
    is(
      'service-unknown',
      'low',
      'hygiene',
      `It is not known whether a service is called ${value}. IAM refuses a policy with a name that no service has.`,
      'Look the name up in the documents of the service.',
    ),
  );
}
