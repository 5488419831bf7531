import { Fragment } from 'react';
import { CredentialReference, Workload } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { PathWords, Panel, PlainTable } from '../../../ui';
import { foundAt } from './foundAt';

function objectName(reference: CredentialReference) {
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
            const names = new Set([
              ...reference.envNames,
              ...reference.keyNames,
            ]);
            const source = [
              place && reference.location === 'other'
                ? place
                : t(`workload.location.${reference.location}`),
              objectName(reference),
              reference.mountPath,
              reference.location !== 'other' && place,
            ];
            return {
              id: String(index),
              cells: [
                ...(hasContainers ? [reference.container || '–'] : []),
                <PathWords
                  key="source"
                  text={source.filter(Boolean).join(' ')}
                />,
                [...names].map((name, at) => (
                  <Fragment key={name}>
                    {at > 0 && ', '}
                    <code>{name}</code>
                  </Fragment>
                )),
                [
                  t(`workload.verdictOf.${reference.verdict}`),
                  reference.confidence &&
                    t(`workload.confidence.${reference.confidence}`),
                ]
                  .filter(Boolean)
                  .join(', '),
                reference.why ?? '',
              ],
            };
          })}
        />
      )}
    </Panel>
  );
}
