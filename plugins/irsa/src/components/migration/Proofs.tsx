import { Proof } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';
import { Panel, RelativeTime, StatusPill, proofTones } from '../../ui';
import styles from '../plan/Checks.module.css';

/** What is proven so far, in the words of the levels. */
export function Proofs(props: { proofs: Proof[] }) {
  const t = useT();
  const { moment, readable } = useFormats();
  if (props.proofs.length === 0) {
    return null;
  }
  return (
    <Panel title={t('migration.proofs.title')}>
      <ul className={styles.checks} aria-label={t('migration.proofs.title')}>
        {props.proofs.map(proof => (
          <li key={proof.level} className={styles.check}>
            <StatusPill tone={proofTones[proof.state]}>
              {t(`migration.proofs.state.${proof.state}`)}
            </StatusPill>
            <div>
              <div>{t(`migration.proofs.${proof.level}`)}</div>
              {proof.state === 'wasProven' && proof.at && (
                <div>
                  {t('migration.proofs.wasProven', { time: moment(proof.at) })}
                </div>
              )}
              <div className={styles.small}>
                {proof.detail && readable(proof.detail)}{' '}
                {proof.at && (
                  <>
                    (<RelativeTime at={proof.at} />)
                  </>
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
