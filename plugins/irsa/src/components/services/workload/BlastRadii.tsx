import { AccessKey, Workload } from 'backstage-plugin-irsa-common';
import { T, useT } from '../../../hooks';
import { KeyFacts, NamedFew, Panel } from '../../../ui';

function list(t: T, items: readonly string[]): string {
  if (items.includes('*')) {
    return t('workload.blast.all');
  }
  return items.join(', ') || t('workload.blast.none');
}

/** What whoever holds one of the keys may do. */
export function BlastRadii(props: { workload: Workload }) {
  const t = useT();
  const known = props.workload.keys.filter(
    (
      key,
    ): key is AccessKey & {
      blastRadius: NonNullable<AccessKey['blastRadius']>;
    } => key.blastRadius !== undefined,
  );
  if (known.length === 0) {
    return null;
  }
  return (
    <Panel title={t('workload.blast.title')}>
      {known.map(({ fingerprint, last4, userName, blastRadius }) => (
        <div key={fingerprint}>
          <KeyFacts
            facts={[
              {
                label: t('workload.key'),
                value: (
                  <>
                    <code>…{last4}</code> {userName}
                  </>
                ),
              },
              {
                label: t('workload.privilege'),
                value: t(`workload.blast.level.${blastRadius.level}`),
              },
              {
                label: t('workload.blast.services'),
                value: list(t, blastRadius.services),
              },
              {
                label: t('workload.blast.buckets'),
                value: list(t, blastRadius.buckets),
              },
              {
                label: t('workload.blast.escalations'),
                value:
                  blastRadius.escalations.length > 0 ? (
                    <NamedFew
                      names={blastRadius.escalations.map(({ actions }) =>
                        actions.join(' + '),
                      )}
                    />
                  ) : (
                    t('workload.blast.none')
                  ),
              },
            ]}
          />
          {blastRadius.conditional && <p>{t('workload.blast.conditional')}</p>}
        </div>
      ))}
    </Panel>
  );
}
