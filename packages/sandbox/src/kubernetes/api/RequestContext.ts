import { User } from '../types';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface RequestContext {
  user: User;
  /** Field manager of writes. */
  manager: string;
  /** The field manager, when the request named one. */
  fieldManager?: string;
  /** Does everything except the write. */
  dryRun: boolean;
  /** How fields are treated that the schema does not know. Default `Ignore`: they are dropped. */
  fieldValidation?: FieldValidation;
  /** Paths of members that the body has more than once. They are refused or warned about like unknown fields. */
  duplicateFields?: string[];
  /** Adds a `Warning` header to the answer. */
  warn?(message: string): void;
  /** Adds an annotation to the request's audit event. */
  annotate?(key: string, value: string): void;
}

export const SYSTEM_USER: User = {
  name: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};

/** The context of a controller of the cluster. */
export function systemContext(manager: string): RequestContext {
  return { user: SYSTEM_USER, manager, dryRun: false };
}
