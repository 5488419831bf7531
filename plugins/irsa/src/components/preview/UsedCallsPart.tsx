import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { UsedCallSide, UsedCalls } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useFormats, useT } from '../../hooks';
import { ErrorPanel, PlainTable, StatusPill, usedCallTones } from '../../ui';
import styles from './Preview.module.css';

/** Harmless calls that are really made with the old key and with the role, when somebody asks for them. */
export function UsedCallsPart(props: {
  workloadId: string;
  planId?: string;
  /** Names of services that were used, to say of which nothing was called. */
  services: string[];
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { workloadId, planId } = props;
  const [answer, setAnswer] = useState<UsedCalls>();
  const ask = useAction(async () => {
    setAnswer(
      await unwrap(
        api.POST('/previews/used-calls', {
          body: { workloadId, ...(planId && { planId }) },
        }),
      ),
    );
  });
  if (ask.error) {
    return <ErrorPanel error={ask.error} onRetry={ask.run} />;
  }
  return (
    <>
      {answer ? (
        <Answer answer={answer} services={props.services} />
      ) : (
        <p>{t('preview.calls.text')}</p>
      )}
      <Button
        variant="secondary"
        isDisabled={ask.isPending}
        onPress={() => ask.run()}
      >
        {t(answer ? 'preview.calls.askAgain' : 'preview.calls.ask')}
      </Button>
      {ask.isPending && <p role="status">{t('preview.calls.asking')}</p>}
    </>
  );
}

function Answer(props: { answer: UsedCalls; services: string[] }) {
  const t = useT();
  const { moment } = useFormats();
  const { items, left, limits, emulator, at } = props.answer;
  const called = new Set(items.map(({ action }) => action.split(':')[0]));
  const uncalled = props.services.filter(service => !called.has(service));
  return (
    <>
      <PlainTable
        label={t('preview.calls.title')}
        isNamed
        columns={[
          t('preview.calls.call'),
          t('preview.calls.key'),
          t('preview.calls.role'),
          t('preview.calls.verdict'),
        ]}
        rows={items.map(({ action, resource, key, role, verdict }) => ({
          id: `${action} ${resource}`,
          cells: [
            <span key="call">
              {action}
              {resource !== '*' && (
                <>
                  {' '}
                  <code>{resource}</code>
                </>
              )}
            </span>,
            <Side key="key" side={key} />,
            <Side key="role" side={role} />,
            <StatusPill key="verdict" tone={usedCallTones[verdict]}>
              {t(`preview.calls.verdicts.${verdict}`)}
            </StatusPill>,
          ],
        }))}
      />
      {left > 0 && <p>{t('preview.calls.left', { count: left })}</p>}
      {uncalled.length > 0 && (
        <p>{t('preview.calls.uncalled', { services: uncalled.join(', ') })}</p>
      )}
      {emulator && <p>{t('preview.emulatorNote', { name: emulator })}</p>}
      <p className={styles.small}>
        {t('preview.calls.at', { at: moment(at) })} {limits}
      </p>
    </>
  );
}

/** What really happened stands first, what was only computed below it. */
function Side({ side }: { side: UsedCallSide }) {
  const t = useT();
  const { called, simulated, code, reason } = side;
  return (
    <>
      <div>
        {t(`preview.calls.called.${called}`)}
        {code && called !== 'allowed' && ` (${code})`}
      </div>
      {reason && <div>{reason}</div>}
      <div className={styles.small}>
        {t(`preview.calls.simulated.${simulated}`)}
      </div>
    </>
  );
}
