import { useState } from 'react';
import {
  Migration,
  irsaKeyDeletePermission,
  irsaKeyUpdatePermission,
  irsaMigrationUpdatePermission,
} from 'backstage-plugin-irsa-common';
import { isActOpen, useAllowed, useFormats, useT } from '../../hooks';
import { ErrorPanel, ReasonedButton } from '../../ui';
import { RetireDialog } from './RetireDialog';
import { RetireAct, useMigrationAct } from './useMigrationAct';
import styles from './Soak.module.css';

const acts: RetireAct[] = [
  'deactivate-key',
  'reactivate-key',
  'extend-soak',
  'delete-secret',
  'request-secret-removal',
  'delete-key',
];

/** The later acts, each with its guard in words. An act that is neither possible nor guarded is not shown. */
export function RetireActions(props: {
  migration: Migration;
  onAnswer: (next: Migration) => void;
}) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { migration } = props;
  const mayUpdateKey = useAllowed(irsaKeyUpdatePermission, migration.id);
  const mayDelete = useAllowed(irsaKeyDeletePermission, migration.id);
  const mayUpdate = useAllowed(irsaMigrationUpdatePermission, migration.id);
  const act = useMigrationAct(migration, props.onAnswer);
  const [asked, setAsked] = useState<RetireAct>();

  const permissionOf = (name: RetireAct) => {
    switch (name) {
      case 'deactivate-key':
      case 'reactivate-key':
        return mayUpdateKey;
      case 'extend-soak':
        return mayUpdate;
      default:
        return mayDelete;
    }
  };
  const isOpen = isActOpen(migration);
  const guardOf = (name: RetireAct) =>
    migration.guards?.find(guard => guard.act === name);
  const shown = acts.filter(
    name =>
      migration.possible.includes(name) ||
      migration.withReason?.includes(name) ||
      guardOf(name),
  );

  return (
    <>
      <div className={styles.acts}>
        {shown.map(name => {
          const guard = guardOf(name);
          const isPossible =
            migration.possible.includes(name) ||
            migration.withReason?.includes(name);
          const allowed = permissionOf(name);
          const notYet =
            !isPossible && guard
              ? [
                  readable(guard.message),
                  guard.availableAt &&
                    t('migration.possibleFrom', {
                      time: moment(guard.availableAt),
                    }),
                ]
                  .filter(Boolean)
                  .join(' ')
              : undefined;
          const isFinal = name === 'delete-key' || name === 'delete-secret';
          return (
            <ReasonedButton
              key={name}
              variant={isFinal && isPossible ? 'primary' : 'secondary'}
              destructive={isFinal && isPossible}
              isPending={act.isPending}
              isDisabled={isOpen || !allowed.isAllowed}
              // While an act is under way, the words above say so, once.
              reason={isOpen ? undefined : notYet ?? allowed.reason}
              onPress={() =>
                name === 'reactivate-key'
                  ? act.run({ act: name })
                  : setAsked(name)
              }
            >
              {t(`migration.act.${name}`)}
            </ReasonedButton>
          );
        })}
      </div>
      {act.error && <ErrorPanel error={act.error} isAct />}
      <RetireDialog
        migration={migration}
        act={asked}
        onClose={() => setAsked(undefined)}
        onConfirm={request => {
          setAsked(undefined);
          act.run(request);
        }}
      />
    </>
  );
}
