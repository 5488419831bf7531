import { remembered } from './remembered';
import {
  Principal,
  PrincipalElement,
  PrincipalMatch,
  PrincipalType,
  toArray,
} from './types';

const RANK: PrincipalMatch[] = ['exact', 'role', 'account', 'any'];

/**
 * How the element names the caller; undefined when it does not. When it does so in several ways, the most direct one.
 */
export function matchPrincipal(
  element: PrincipalElement,
  principal: Principal,
): PrincipalMatch | undefined {
  if (element === '*') {
    return 'any';
  }
  const matches = Object.entries(element).flatMap(([type, values]) =>
    toArray(values).map(value =>
      matchValue(type as PrincipalType, value, principal),
    ),
  );
  return RANK.find(match => matches.includes(match));
}

function matchValue(
  type: PrincipalType,
  value: string,
  principal: Principal,
): PrincipalMatch | undefined {
  if (type === 'AWS' && value === '*') {
    return 'any';
  }
  if (type !== principal.type) {
    return undefined;
  }
  if (type === 'Service' && value === '*') {
    return 'any';
  }
  if (value === principal.value) {
    return 'exact';
  }
  if (type !== 'AWS') {
    return undefined;
  }
  if (value === principal.roleArn) {
    return 'role';
  }
  const account = accountOf(principal.value);
  if (account && (value === account || isRootOf(value, account))) {
    return 'account';
  }
  return undefined;
}

function isRootOf(value: string, account: string): boolean {
  return new RegExp(`^arn:[a-z-]+:iam::${account}:root$`).test(value);
}

const accountIn = remembered(arn => {
  const account = arn.split(':')[4];
  return account && /^\d{12}$/.test(account) ? account : undefined;
});

/** The account number in an ARN; undefined when there is none. */
export function accountOf(arn: string): string | undefined {
  return accountIn(arn);
}
