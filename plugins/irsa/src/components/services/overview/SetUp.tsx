import {
  Coverage,
  irsaScanCreatePermission,
} from 'backstage-plugin-irsa-common';
import { T, useAllowed, useT } from '../../../hooks';
import { Panel, ReasonedButton, StatusPill, Tone } from '../../../ui';
import { clustersRead, isAnythingRead } from './CoverageBanner';
import styles from './SetUp.module.css';

interface Step {
  id: 'cluster' | 'account' | 'provider';
  state: 'done' | 'missing' | 'later';
  detail: string;
}

const tones: Record<Step['state'], Tone> = {
  done: 'positive',
  missing: 'warning',
  later: 'unknown',
};

function steps(t: T, coverage: Coverage): Step[] {
  const { clusters, accounts } = coverage;
  const { read, all } = clustersRead(coverage);
  const account = accounts.find(({ state }) =>
    ['ok', 'partial'].includes(state),
  );
  const why = (items: { message?: string }[], none: string) =>
    items.find(({ message }) => message)?.message ?? none;
  return [
    {
      id: 'cluster',
      state: read > 0 ? 'done' : 'missing',
      detail:
        read > 0
          ? t('services.clustersRead', { read: String(read), all: String(all) })
          : why(clusters, t('services.setUp.noCluster')),
    },
    {
      id: 'account',
      state: account ? 'done' : 'missing',
      detail: account
        ? account.alias ?? account.accountId
        : why(accounts, t('services.setUp.noAccount')),
    },
    {
      id: 'provider',
      state: 'later',
      detail: t('services.setUp.providerDetail'),
    },
  ];
}

/** Before the first cluster was read: what there is to set up, each with its own mark. */
export function SetUp(props: {
  coverage: Coverage;
  isPending: boolean;
  onTest: () => void;
}) {
  const t = useT();
  const mayTest = useAllowed(irsaScanCreatePermission);
  return (
    <Panel title={t('services.setUp.title')}>
      {!isAnythingRead(props.coverage) && (
        <p>{t('services.empty.nothingChecked')}</p>
      )}
      <ol className={styles.steps}>
        {steps(t, props.coverage).map(step => (
          <li key={step.id}>
            <span className={styles.head}>
              <strong>{t(`services.setUp.${step.id}`)}</strong>
              <StatusPill tone={tones[step.state]}>
                {t(`services.setUp.state.${step.state}`)}
              </StatusPill>
            </span>
            <span>{step.detail}</span>
            {step.state === 'missing' && mayTest.isAllowed && (
              <span>
                <ReasonedButton
                  size="small"
                  variant="secondary"
                  isPending={props.isPending}
                  aria-label={t('services.setUp.testOf', {
                    step: t(`services.setUp.${step.id}`),
                  })}
                  onPress={props.onTest}
                >
                  {t('services.setUp.test')}
                </ReasonedButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayTest.reason && <p>{mayTest.reason}</p>}
    </Panel>
  );
}
