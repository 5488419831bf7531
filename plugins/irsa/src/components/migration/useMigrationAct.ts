import { useApi } from '@backstage/core-plugin-api';
import { Migration } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction } from '../../hooks';

export type RetireAct =
  | 'deactivate-key'
  | 'reactivate-key'
  | 'delete-key'
  | 'delete-secret'
  | 'request-secret-removal'
  | 'extend-soak';

export type MigrationAct =
  | { act: 'stop' | 'continue' }
  | { act: 'close'; reason: string }
  | { act: 'settle'; way: 'skip' | 'adopt'; step: string; reason: string }
  | { act: 'rollback'; reason: string; switchKeyOn: boolean }
  | {
      act: RetireAct;
      confirm?: string;
      reason?: string;
      days?: number;
      despiteUnread?: string[];
      despiteUnproven?: string[];
    };

/** Asks something of a migration; the answer is its new state. */
export function useMigrationAct(
  migration: Migration,
  onAnswer: (next: Migration) => void,
) {
  const api = useApi(irsaApiRef);
  const params = { path: { migrationId: migration.id } };
  return useAction(async (request: MigrationAct) => {
    switch (request.act) {
      case 'stop':
        onAnswer(
          await unwrap(api.POST('/migrations/{migrationId}/stop', { params })),
        );
        return;
      case 'continue':
        onAnswer(
          await unwrap(
            api.POST('/migrations/{migrationId}/continue', { params }),
          ),
        );
        return;
      case 'close':
        onAnswer(
          await unwrap(
            api.POST('/migrations/{migrationId}/close', {
              params,
              body: { reason: request.reason },
            }),
          ),
        );
        return;
      case 'settle': {
        const { way, step, reason } = request;
        onAnswer(
          await unwrap(
            api.POST('/migrations/{migrationId}/settle', {
              params,
              body: { way, step, reason },
            }),
          ),
        );
        return;
      }
      case 'rollback':
        onAnswer(
          await unwrap(
            api.POST('/migrations/{migrationId}/rollback', {
              params,
              body: {
                reason: request.reason,
                ...(request.switchKeyOn && { switchKeyOn: true }),
              },
            }),
          ),
        );
        return;
      default:
        onAnswer(
          await unwrap(
            api.POST('/migrations/{migrationId}/retire', {
              params,
              body: request,
            }),
          ),
        );
    }
  });
}
