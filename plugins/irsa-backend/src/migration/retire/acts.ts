import { RetireAct } from '../types';
import { deactivateKey, deleteKey, reactivateKey } from './accessKey';
import { deleteSecret } from './deleteSecret';
import { extendSoak } from './extendSoak';
import { requestSecretRemoval } from './requestSecretRemoval';
import { RetireActDefinition } from './RetireContext';

/** The later acts of a migration. */
export const ACTS: Record<RetireAct, RetireActDefinition> = {
  'deactivate-key': deactivateKey,
  'reactivate-key': reactivateKey,
  'delete-key': deleteKey,
  'delete-secret': deleteSecret,
  'request-secret-removal': requestSecretRemoval,
  'extend-soak': extendSoak,
};
