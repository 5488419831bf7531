import { ChangeHostError } from 'backstage-plugin-irsa-node';

/** By name: a module of a portal may come with a copy of the class of its own. */
export function isChangeHostError(error: unknown): error is ChangeHostError {
  return (error as Error | undefined)?.name === 'ChangeHostError';
}
