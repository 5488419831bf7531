import { PlanDelivery } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
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
      {files?.map(({ path, diff }) => (
        <section key={path} aria-label={path}>
          {/* A long line scrolls, by keyboard too. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.diff} tabIndex={0}>
            {diff}
          </pre>
        </section>
      ))}
      <p className={styles.line}>{t('plan.request.proven')}</p>
      <ul className={styles.proof}>
        {proof?.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}
