import { Button } from '@backstage/ui';
import { TrustFinding } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { StatusPill, severityTones } from '../../ui';
import checks from '../plan/Checks.module.css';

/** What is wrong with a trust policy, worst first. `onShow`: asked to show the reason of a finding in the text. */
export function Findings(props: {
  findings: TrustFinding[];
  /** Name of the list. */
  label?: string;
  onShow?: (finding: TrustFinding) => void;
}) {
  const t = useT();
  const { findings, label, onShow } = props;
  if (findings.length === 0) {
    return <>{t('trust.noFindings')}</>;
  }
  return (
    <ul className={checks.checks} aria-label={label ?? t('trust.findings')}>
      {findings.map(finding => (
        <li
          key={`${finding.ruleId}-${finding.statement}`}
          className={checks.check}
        >
          <StatusPill tone={severityTones[finding.severity]}>
            {t(`trust.severity.${finding.severity}`)}
          </StatusPill>
          <div>
            <div>{finding.message}</div>
            <div className={checks.small}>
              {t('trust.fix', { text: finding.fix })}
            </div>
            <div className={checks.small}>
              <code>{finding.ruleId}</code>
              {finding.statement !== undefined &&
                ` · ${t('trust.statement', {
                  number: String(finding.statement + 1),
                })}`}
            </div>
          </div>
          {onShow && (finding.evidence ?? []).length > 0 && (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('trust.showOf', { rule: finding.ruleId })}
              onPress={() => onShow(finding)}
            >
              {t('trust.show')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
