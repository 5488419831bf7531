import { ReachableRole } from 'backstage-plugin-irsa-common';
import { useT } from '../hooks';
import { BoxGraph } from './BoxGraph';
import { reachGraph } from './graphOfReach';

/** The ways to roles as a drawing. The table below it says the same in words. */
export function ReachGraph(props: { from: string; roles: ReachableRole[] }) {
  const t = useT();
  const graph = reachGraph(props.from, props.roles);
  return (
    graph && (
      <BoxGraph
        {...graph}
        label={t('reach.graph')}
        says={t('reach.graphSays', {
          from: props.from,
          count: props.roles.length,
        })}
        caption={t('reach.graphCaption')}
      />
    )
  );
}
