import { CredentialReference, Workload } from '@internal/plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel, PlainTable } from '../../ui';
import { foundAt } from './foundAt';

function objectName(
  reference: CredentialReference & { objectNamespace?: string },
) {
  const { objectName: name, objectNamespace } = reference;
  return objectNamespace ? `${objectNamespace}/${name}` : name;
}

/** Where a workload gets static credentials. */
export function References(props: { workload: Workload }) {
  const t = useT();
  const { references } = props.workload;
  // Custom resources and stored objects have none; then it is no column either.
  const hasContainers = references.some(({ container }) => container);
  return (
    <Panel title={t('workload.references')}>
      {references.length === 0 ? (
        t('workload.noReferences')
      ) : (
        <PlainTable
          label={t('workload.references')}
          columns={[
            ...(hasContainers ? [t('workload.container')] : []),
            t('workload.source'),
            t('workload.names'),
            t('workload.verdict'),
            t('workload.why'),
          ]}
          rows={references.map((reference, index) => {
            const place = foundAt(t, reference);
            const names = [...reference.envNames, ...reference.keyNames];
            return {
              id: String(index),
              cells: [
                ...(hasContainers ? [reference.container || '–'] : []),
                [
                  place && reference.location === 'other'
                    ? place
                    : t(`workload.location.${reference.location}`),
                  objectName(reference),
                  reference.mountPath,
                  reference.location !== 'other' && place,
                ]
                  .filter(Boolean)
                  .join(' '),
                <code key="names">{[...new Set(names)].join(', ')}</code>,
                t(`workload.verdictOf.${reference.verdict}`),
                reference.why ?? '',
              ],
            };
          })}
        />
      )}
    </Panel>
  );
}
