import {
  Coverage,
  irsaScanCreatePermission,
} from 'backstage-plugin-irsa-common';
import { T, useAllowed, useT } from '../../../hooks';
import { Panel, ReasonedButton, StatusPill, Tone } from '../../../ui';
import { isAnythingRead } from './CoverageBanner';
import styles from './SetUp.module.css';

type StepState = 'done' | 'partly' | 'missing' | 'unknown' | 'later';

interface Step {
  id: 'cluster' | 'account' | 'provider';
  state: StepState;
  details: string[];
}

const tones: Record<StepState, Tone> = {
  done: 'positive',
  partly: 'warning',
  missing: 'warning',
  unknown: 'unknown',
  later: 'unknown',
};

type Covered = Pick<
  Coverage['clusters'][number] | Coverage['accounts'][number],
  'state' | 'message'
>;

/** Done is only what was read in full: nobody has asked what is pending yet. */
function stateOf(items: readonly Covered[]): StepState {
  if (items.length > 0 && items.every(({ state }) => state === 'ok')) {
    return 'done';
  }
  if (items.some(({ state }) => ['ok', 'partial'].includes(state))) {
    return 'partly';
  }
  return items.some(({ state }) => state === 'pending') ? 'unknown' : 'missing';
}

/** One line for each, so that one that fails does not hide behind one that works. */
function detailsOf<I extends Covered>(
  t: T,
  items: readonly I[],
  nameOf: (item: I) => string,
  none: string,
): string[] {
  return items.length === 0
    ? [none]
    : items.map(item =>
        [
          t('services.setUp.item', {
            name: nameOf(item),
            state: t(`services.coverageState.${item.state}`),
          }),
          item.message,
        ]
          .filter(Boolean)
          .join(' '),
      );
}

function steps(t: T, { clusters, accounts }: Coverage): Step[] {
  return [
    {
      id: 'cluster',
      state: stateOf(clusters),
      details: detailsOf(
        t,
        clusters,
        ({ name }) => name,
        t('services.setUp.noCluster'),
      ),
    },
    {
      id: 'account',
      state: stateOf(accounts),
      details: detailsOf(
        t,
        accounts,
        ({ accountId, alias }) =>
          alias ? `${alias} (${accountId})` : accountId,
        t('services.setUp.noAccount'),
      ),
    },
    {
      id: 'provider',
      state: 'later',
      details: [t('services.setUp.providerDetail')],
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
            {step.details.map(detail => (
              <span key={detail}>{detail}</span>
            ))}
            {['missing', 'partly', 'unknown'].includes(step.state) &&
              mayTest.isAllowed && (
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
