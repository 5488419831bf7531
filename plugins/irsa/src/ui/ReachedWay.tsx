import { ReachableRole } from 'backstage-plugin-irsa-common';
import { useT } from '../hooks';
import styles from './ReachedWay.module.css';

/** The way to a role: A → B → C, and what each step rests on. */
export function ReachedWay(props: {
  /** Who becomes the role. */
  from: string;
  role: ReachableRole;
  /** All roles of the answer. */
  roles: ReachableRole[];
}) {
  const t = useT();
  const { from, role, roles } = props;
  const way = wayTo(role, roles);
  // The asker may not see how the way begins.
  const isHidden = way[0].steps > 1;
  const first = isHidden ? t('reach.hiddenRole') : from;
  return (
    <>
      <div className={styles.chain}>
        {[
          from,
          ...(isHidden ? ['…'] : []),
          ...way.map(({ name }) => name),
        ].join(' → ')}
      </div>
      <ol
        className={styles.steps}
        aria-label={t('reach.stepsTo', { name: role.name })}
      >
        {isHidden && <li>{t('reach.hiddenSteps')}</li>}
        {way.map(({ arn, name, lastStep }, index) => (
          <li key={arn}>
            {t(`reach.restsOn.${lastStep.restsOn}.${lastStep.certainty}`, {
              name,
              from: way[index - 1]?.name ?? first,
            })}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The roles of the way, the nearest first, as far as the asker may see them. */
function wayTo(role: ReachableRole, roles: ReachableRole[]): ReachableRole[] {
  const before = roles.find(
    ({ arn, steps }) => arn === role.via && steps < role.steps,
  );
  return before ? [...wayTo(before, roles), role] : [role];
}
