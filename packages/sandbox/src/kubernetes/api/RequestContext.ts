import { User } from '../types';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface RequestContext {
  user: User;
  /** Field manager of writes. */
  manager: string;
  /** The same, when the request named it. */
  fieldManager?: string;
  /** Runs everything but the write. */
  dryRun: boolean;
  /** What happens to fields the schema does not know. Default `Ignore`: they are dropped. */
  fieldValidation?: FieldValidation;
  /** Paths of what the body gave more than once: refused or warned of like unknown fields. */
  duplicateFields?: string[];
  /** Becomes a `Warning` header of the answer. */
  warn?(message: string): void;
  /** Becomes an annotation of the request's audit event. */
  annotate?(key: string, value: string): void;
}

export const SYSTEM_USER: User = {
  name: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};

/** A controller of the cluster itself. */
export function systemContext(manager: string): RequestContext {
  return { user: SYSTEM_USER, manager, dryRun: false };
}
