import { clustersOf } from '../known';
import { tokenSets } from '../reach/tokenWay';
import { wayOf, principalsOf } from '../reach/whoMayAssume';
import { TrustPolicy } from '../readTrustPolicy';
import { ClusterSubjects } from '../sets/ClusterSubjects';
import { Cell } from '../sets/pattern';
import { SubjectSet } from '../sets/subjectSet';
import { inTime } from '../time/inTime';
import { TrustReviewContext } from '../types';

/** Somebody whom a policy lets in. */
export interface Name {
  label: string;
  /** Of a token: whose. */
  provider?: string;
  /** Without `https://`. */
  host?: string;
  subject?: string;
  cell?: Cell;
}

/** Everybody whom a policy lets in, by name as far as they have one. */
export interface Who {
  names: Name[];
  /** By provider. */
  sets: Map<string, SubjectSet>;
}

/** Those whose time has not come yet are in, and those whose time is over are not. */
export function whoIsIn(
  written: TrustPolicy,
  context: TrustReviewContext,
): Who {
  const { ever: policy } = inTime(written, context);
  const sets = new Map<string, SubjectSet>();
  const names = principalsOf(policy).flatMap((principal): Name[] => {
    const way = wayOf(principal, policy, context);
    if (way.reach === 'dead') {
      return [];
    }
    if (way.kind !== 'token') {
      return [{ label: way.principal }];
    }
    const provider = way.principal;
    const { set, host } = tokenSets(provider, policy, context);
    sets.set(provider, set);
    const accounts = clustersOf(context, host)
      .flatMap(cluster => ClusterSubjects.of(cluster).admitted(set))
      .map(({ namespace, name }) => ({
        label: `${namespace}/${name}`,
        provider,
        host,
        subject: `system:serviceaccount:${namespace}:${name}`,
      }));
    const known = new Set(accounts.map(({ subject }) => subject));
    return [
      ...accounts,
      ...set.members
        .filter(subject => !known.has(subject))
        .map(subject => ({ label: subject, provider, host, subject })),
      ...set.cells.map(cell => ({
        label: labelOf(cell, host),
        provider,
        host,
        cell,
      })),
    ];
  });
  return { names, sets };
}

function labelOf({ all, none }: Cell, host: string): string {
  const matches = all.map(({ source }) => source).join(' and ');
  const except = none.map(({ source }) => source).join(', ');
  return `${matches || `every subject of ${host}`}${
    except && ` but not ${except}`
  }`;
}
