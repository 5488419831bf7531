import { RetireAct } from '../types';

/** Acts of the retirement at the beginning of a sentence. */
export const ACT_TITLES: Record<RetireAct, string> = {
  'deactivate-key': 'Switching the key off',
  'reactivate-key': 'Switching the key on',
  'delete-key': 'Deleting the key',
  'delete-secret': 'Deleting the Secret',
  'request-secret-removal': 'Opening the change request for the Secret',
  'extend-soak': 'Extending the soak',
};
