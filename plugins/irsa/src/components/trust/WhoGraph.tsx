import { Role } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { BoxGraph } from '../../ui';
import { waysGraph } from './graphOfWays';

/** Who can become the role as a drawing; nothing where nobody can, or where it is not known. */
export function WhoGraph(props: {
  role: Role;
  /** Id of the list that says the same in words. */
  listId: string;
}) {
  const t = useT();
  const { role, listId } = props;
  const graph = waysGraph(role, {
    everySubject: t('trust.everySubject'),
    andAlso: t('trust.andAlso'),
    except: t('trust.except'),
    ofNamespace: (namespace, count) =>
      t('trust.graphNamespace', { namespace, count }),
    more: count => t('trust.more', { count }),
  });
  return (
    graph && (
      <BoxGraph
        {...graph}
        label={t('trust.graph')}
        says={t('trust.graphSays', {
          name: role.name,
          count: role.ways.length,
        })}
        caption={t('trust.graphCaption')}
        listId={listId}
      />
    )
  );
}
