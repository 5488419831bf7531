import { Json } from '../podTemplate';

/** Pods of a namespace that run as another ServiceAccount from now on. */
export interface IdentityChange {
  namespace: string;
  from: string;
  to: string;
}

/**
 * What the change does under a policy. `cutOff`: it lets the old ServiceAccount through and not the new one, or keeps the new one out.
 * `changes`: it would apply no more, or let more through.
 */
export type IdentityEffect = 'cutOff' | 'changes';

/** Whether one entry of a policy means the Pods: as the old ServiceAccount, and as the new one. */
export interface Match {
  old: boolean;
  new: boolean;
}

/** Judges one object of a policy kind; undefined when the change makes no difference to it. Pure. */
export type IdentityPolicy = (
  object: Json,
  change: IdentityChange,
) => IdentityEffect | undefined;

/** The match of an entry that is decided by a name of a ServiceAccount. */
export function matchOf(
  means: (name: string) => boolean,
  { from, to }: IdentityChange,
): Match {
  return { old: means(from), new: means(to) };
}

/** The effect on a list of which any entry is enough. Where the new one has an entry of its own, it was thought of. */
export function effectOn(
  matches: readonly Match[],
  list: 'allows' | 'denies',
): IdentityEffect | undefined {
  const lost = matches.some(match => match.old && !match.new);
  const gained = matches.some(match => match.new && !match.old);
  if (lost === gained) {
    return undefined;
  }
  return lost === (list === 'allows') ? 'cutOff' : 'changes';
}

/** The worst of several effects. */
export function worst(
  effects: readonly (IdentityEffect | undefined)[],
): IdentityEffect | undefined {
  return effects.includes('cutOff')
    ? 'cutOff'
    : effects.find(effect => effect !== undefined);
}

/** Namespace of an object; empty for one of the cluster. */
export function namespaceOf(object: Json): string {
  return String((object.metadata as Json | undefined)?.namespace ?? '');
}

/** Texts in a list of a policy. */
export function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}
