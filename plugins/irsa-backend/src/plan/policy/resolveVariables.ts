import {
  PolicyDocument,
  Statement,
  variableKeys,
} from 'backstage-plugin-irsa-common';
import { IamUser } from '../../accounts/types';

/** Condition keys that describe the IAM user and have another value, or none, in a role session. */
const IDENTITY_KEYS =
  /^aws:(username|userid|principalarn|principaltype|principaltag\/.*|tokenissuetime|multifactorauthpresent|multifactorauthage)$/i;

/** A place where a policy refers to the user itself. */
export interface IdentityDependency {
  /** Variable or condition key. */
  name: string;
  policy: string;
}

/**
 * Replaces variables about the user by their values, because a role has no `aws:username`. Variables without a value
 * are returned in `unresolved`.
 */
export function resolveVariables(
  document: PolicyDocument,
  user: Pick<IamUser, 'name' | 'userId' | 'tags'>,
  policy: string,
): { document: PolicyDocument; unresolved: IdentityDependency[] } {
  const unresolved = new Map<string, IdentityDependency>();
  const note = (name: string) => unresolved.set(name, { name, policy });
  const hasVariables = document.Version === '2012-10-17';

  const text = (value: string): string =>
    value.replace(/\$\{([^}]*)\}/g, (whole, inner: string) => {
      const key = inner.split(',')[0].trim();
      const known = valueOf(key, user);
      if (known !== undefined) {
        return known;
      }
      if (IDENTITY_KEYS.test(key)) {
        note(`\${${key}}`);
      }
      return whole;
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return hasVariables && variableKeys(value).length > 0
        ? text(value)
        : value;
    }
    if (Array.isArray(value)) {
      return value.map(walk);
    }
    if (value && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, walk(item)]),
      );
    }
    return value;
  };
  const statements = document.Statement.map(statement => {
    for (const keys of Object.values(statement.Condition ?? {})) {
      Object.keys(keys)
        .filter(key => IDENTITY_KEYS.test(key))
        .forEach(note);
    }
    return walk(statement) as Statement;
  });
  return {
    document: { ...document, Statement: statements },
    unresolved: [...unresolved.values()],
  };
}

/** Whether a statement says another thing for another identity: by a condition, or by a variable that has no value yet. Pure. */
export function isAboutIdentity(statement: Statement): boolean {
  const isIn = (value: unknown): boolean =>
    typeof value === 'string'
      ? variableKeys(value).some(key => IDENTITY_KEYS.test(key))
      : !!value && typeof value === 'object' && Object.values(value).some(isIn);
  return (
    isIn(statement) ||
    Object.values(statement.Condition ?? {}).some(keys =>
      Object.keys(keys).some(key => IDENTITY_KEYS.test(key)),
    )
  );
}

function valueOf(
  key: string,
  user: Pick<IamUser, 'name' | 'userId' | 'tags'>,
): string | undefined {
  switch (key.toLocaleLowerCase('en-US')) {
    case 'aws:username':
      return user.name;
    case 'aws:userid':
      return user.userId;
    default: {
      const tag = /^aws:principaltag\/(.+)$/i.exec(key)?.[1];
      return tag === undefined
        ? undefined
        : Object.entries(user.tags).find(
            ([name]) =>
              name.toLocaleLowerCase('en-US') ===
              tag.toLocaleLowerCase('en-US'),
          )?.[1];
    }
  }
}
