import { Workload } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { KeyFacts, Panel, severityLevelTones, StatusPill } from '../../../ui';

/** The severity of a workload and the four factors it comes from, in words. */
export function SeverityPanel(props: { workload: Workload }) {
  const t = useT();
  const { severity } = props.workload;
  if (!severity || severity.factors.length === 0) {
    return null;
  }
  return (
    <Panel
      title={t('workload.severity')}
      aside={
        <StatusPill tone={severityLevelTones[severity.level]}>
          {t('workload.severityOf', {
            level: t(`severity.${severity.level}`),
            score: String(severity.score),
          })}
        </StatusPill>
      }
    >
      <KeyFacts
        facts={severity.factors.map(({ factor, weight, why }) => ({
          label: `${t(`workload.factor.${factor}`)} × ${weight}`,
          value: why,
        }))}
      />
      <p>{t('workload.severityHow')}</p>
    </Panel>
  );
}
