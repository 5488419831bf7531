import { PlanDelivery } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import { FileDiffs } from './FileDiffs';
import styles from './Delivery.module.css';

/** The change that would be proposed where Git owns the workload, and what was proven of it. */
export function Delivery(props: { delivery: PlanDelivery }) {
  const t = useT();
  const { repository, base, baseCommit, files, proof } = props.delivery;
  return (
    <Panel
      title={t('plan.request.title')}
      aside={t('plan.request.where', {
        repository: repository ?? '',
        base: base ?? '',
        commit: baseCommit?.slice(0, 12) ?? '',
      })}
    >
      <FileDiffs files={files ?? []} />
      <p className={styles.line}>{t('plan.request.proven')}</p>
      <ul className={styles.proof}>
        {proof?.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}
