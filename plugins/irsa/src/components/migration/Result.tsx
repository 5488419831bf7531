import { Alert } from '@backstage/ui';
import { Migration } from 'backstage-plugin-irsa-common';
import { T, useFormats, useT } from '../../hooks';
import { CopyButton } from '../../ui';
import styles from './Result.module.css';

const statuses = {
  soaking: 'success',
  keyInactive: 'success',
  retired: 'success',
  rolledBack: 'info',
  stopped: 'warning',
  failed: 'danger',
  needsHuman: 'danger',
  closed: 'warning',
} as const;

/** How it ended, or where it waits. */
export function Result(props: { migration: Migration }) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { migration } = props;
  const status = migration.status as keyof typeof statuses;
  if (!(status in statuses)) {
    // Under way: what it waits for, or why it goes back.
    return migration.statusReason ? (
      <Alert
        role="status"
        status="warning"
        icon
        title={readable(migration.statusReason)}
      />
    ) : null;
  }
  const name = `${migration.workload.namespace}/${migration.workload.name}`;
  /** What was last read of Secret and key, with its time, and not what the plan was. */
  const soakingText = () => {
    const { secretState, secretAsOf, goneSecrets = [] } = migration;
    if (secretState === 'gone' && secretAsOf) {
      return t('migration.result.soakingSecretGone', {
        names: goneSecrets.join(', '),
        time: moment(secretAsOf),
      });
    }
    if (secretState === 'notKnown') {
      return t('migration.result.soakingSecretUnread');
    }
    const { checkedAt, keyState } = migration.soak ?? {};
    if (!checkedAt || !keyState || keyState === 'unknown') {
      return t('migration.result.soakingUnread');
    }
    const time = moment(checkedAt);
    return keyState === 'active'
      ? t('migration.result.soakingText', { time })
      : t('migration.result.soakingKeyOff', { time });
  };
  const texts = {
    soaking: soakingText(),
    keyInactive: t('migration.result.keyInactiveText'),
    retired: t('migration.result.retiredText', {
      name,
      time: migration.finishedAt ? moment(migration.finishedAt) : '–',
    }),
    rolledBack: [
      whatDiffers(t, migration),
      t('migration.result.rolledBackText', {
        reason:
          migration.rollbackReason && migration.rollbackReason !== 'automatic'
            ? migration.rollbackReason
            : readable(migration.statusReason ?? ''),
      }),
    ]
      .filter(Boolean)
      .join(' '),
    stopped: t('migration.result.stoppedText'),
    failed: t('migration.result.unknownReason'),
    needsHuman: t('migration.result.unknownReason'),
    closed: t('migration.result.unknownReason'),
  };
  // The page names what differs now.
  if (migration.drift && ['retired', 'rolledBack'].includes(status)) {
    return null;
  }
  // Nothing reassuring while what the workload rests on does not hold.
  if (migration.soak?.brokenSince && status !== 'retired') {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('migration.result.soakBroken', { name })}
        description={t('migration.result.soakBrokenText')}
      />
    );
  }
  const title =
    status === 'rolledBack'
      ? t(rolledBackTitle(migration))
      : t(`migration.result.${status}`, { name });
  const isBad = status === 'failed' || status === 'needsHuman';
  return (
    <Alert
      role={isBad ? 'alert' : 'status'}
      status={cannotGoBack(migration) ? 'warning' : statuses[status]}
      icon
      title={title}
      description={
        (isBad || ['stopped', 'closed'].includes(status)) &&
        migration.statusReason ? (
          <Reason words={migration.statusReason} />
        ) : (
          texts[status]
        )
      }
    />
  );
}

/** What the backend puts between its words and commands for a person. */
const BY_HAND = '\nTo finish by hand:\n';

/** Why it stands; the commands that are left to do, one a line, to copy. */
function Reason({ words }: { words: string }) {
  const t = useT();
  const { readable } = useFormats();
  const [why, commands] = words.split(BY_HAND);
  return (
    <>
      <span className={styles.why}>{readable(why)}</span>
      {commands && (
        <>
          <p>{t('migration.result.byHand')}</p>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.commands} tabIndex={0}>
            {commands}
          </pre>
          <CopyButton
            text={commands}
            label={t('migration.result.copyCommands')}
          />
        </>
      )}
    </>
  );
}

/** While it soaks, whether the Secret of the way back was gone at the latest look. */
function cannotGoBack({ status, secretState }: Migration): boolean {
  return status === 'soaking' && secretState === 'gone';
}

function whatDiffers(t: T, { afterRollback }: Migration): string | undefined {
  const names = (afterRollback?.objects ?? [])
    .filter(({ state }) => state === 'differs')
    .map(({ object }) => object);
  return names.length > 0
    ? t('migration.result.rolledBackDiffers', { objects: names.join(', ') })
    : undefined;
}

/** "As it was" only of what was read after the last step and is so. */
function rolledBackTitle({ afterRollback }: Migration) {
  if (!afterRollback) {
    return 'migration.result.rolledBackUnread';
  }
  return afterRollback.objects.every(({ state }) => state === 'asBefore')
    ? 'migration.result.rolledBack'
    : 'migration.result.rolledBackLeft';
}
