import { Plan } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import styles from './TakeBack.module.css';

/** What can be taken back, and until when. */
export function TakeBack(props: { plan: Plan }) {
  const t = useT();
  const { soakDays, sentences } = props.plan;
  const isOff = sentences.some(({ key }) => key === 'key.off');
  const stations = [
    { id: 'now', title: t('plan.rail.now'), text: t('plan.rail.nowText') },
    {
      id: 'off',
      title: isOff
        ? t('plan.rail.isOff')
        : t('plan.rail.off', { day: String(soakDays) }),
      text: isOff ? t('plan.rail.isOffText') : t('plan.rail.offText'),
    },
    {
      id: 'delete',
      title: t('plan.rail.delete'),
      text: t('plan.rail.deleteText'),
    },
  ];
  return (
    <Panel title={t('plan.takeBack')}>
      <ol className={styles.rail}>
        {stations.map(station => (
          <li key={station.id}>
            <span className={styles.title}>{station.title}</span>
            <span>{station.text}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
