import { accountOf } from '../../policy';
import { hasAction, WEB_IDENTITY } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';

const ASSUME_ROLE = 'sts:AssumeRole';
/** Actions that only go with one that assumes the role. */
const HELPS = ['sts:TagSession', 'sts:SetSourceIdentity'];
const EVERYBODY = 'AWS *';

/** Whether some Allow statement of the policy lets the principal do it: by its name, by its account, or as a part of that account. */
export type Grants = (principal: NamedPrincipal, action: string) => boolean;

/** What all Allow statements of a policy give together: a session may need actions of several. */
export function grantsOf(allows: readonly TrustStatement[]): Grants {
  const named = new Map<string, Set<string>>();
  const namesFor = (action: string) => {
    const known = named.get(action);
    if (known) {
      return known;
    }
    const principals = allows
      .filter(allow => hasAction(allow, action))
      .flatMap(allow => allow.principals);
    const names = new Set(
      principals.flatMap(each => [nameOf(each), partOf(each)]),
    );
    named.set(action, names);
    return names;
  };
  return (principal, action) => {
    const names = namesFor(action);
    return [nameOf(principal), wholeOf(principal), EVERYBODY].some(
      name =>
        names.has(name) ||
        (name === nameOf(principal) && names.has(`part of ${name}`)),
    );
  };
}

/** The same for both names that an account has. */
export function nameOf({ kind, value }: NamedPrincipal): string {
  const whole = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value);
  return kind === 'AWS' && whole ? `account ${whole[1]}` : `${kind} ${value}`;
}

/** The name of the account to which a role, a user or a session belongs. */
export function wholeOf({ kind, value }: NamedPrincipal): string {
  return kind === 'AWS' ? `account ${accountOf(value)}` : `${kind} ${value}`;
}

function partOf(principal: NamedPrincipal): string {
  return `part of ${wholeOf(principal)}`;
}

/** Whether the statement only adds to others: by it alone, nobody assumes the role. */
export function isHelp(statement: TrustStatement): boolean {
  return (
    HELPS.some(action => hasAction(statement, action)) &&
    ![ASSUME_ROLE, WEB_IDENTITY, 'sts:AssumeRoleWithSAML'].some(action =>
      hasAction(statement, action),
    )
  );
}
