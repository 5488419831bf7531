import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { UsedService, UsedServices } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useFormats, useQuery, useT } from '../../hooks';
import {
  CopyButton,
  ErrorPanel,
  KeyFacts,
  Panel,
  PlainTable,
  StatusPill,
  usedServiceTones,
} from '../../ui';
import { UsedCallsPart } from './UsedCallsPart';
import styles from './Preview.module.css';

/**
 * What the key's user has really used, beside what the role may do there. AWS makes a report for it, so it is asked for only when
 * somebody wants to see it.
 */
export function UsedServicesPanel(props: {
  workloadId: string;
  planId?: string;
  isAllowed: boolean;
}) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel title={t('preview.used.title')}>
      {isOpen ? (
        <Used workloadId={props.workloadId} planId={props.planId} />
      ) : (
        <>
          <p>{t('preview.used.text')}</p>
          <Button
            variant="secondary"
            isDisabled={!props.isAllowed}
            onPress={() => setIsOpen(true)}
          >
            {t('preview.used.ask')}
          </Button>
        </>
      )}
    </Panel>
  );
}

function Used(props: { workloadId: string; planId?: string }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { moment } = useFormats();
  const { workloadId, planId } = props;
  const query = useQuery(
    signal =>
      unwrap(
        api.GET('/previews/used-services', {
          params: { query: { workloadId, ...(planId && { planId }) } },
          signal,
        }),
      ),
    [api, workloadId, planId],
  );
  if (query.error) {
    return <ErrorPanel error={query.error} onRetry={query.reload} />;
  }
  const { data } = query;
  if (!data) {
    return <p role="status">{t('preview.used.asking')}</p>;
  }
  return (
    <>
      <KeyFacts
        facts={[
          { label: t('preview.used.user'), value: data.user },
          { label: t('preview.used.role'), value: data.role },
          { label: t('preview.used.asOf'), value: moment(data.asOf) },
        ]}
      />
      {data.used.length === 0 ? (
        <p>{t('preview.used.none')}</p>
      ) : (
        <PlainTable
          label={t('preview.used.title')}
          isNamed
          columns={[
            t('preview.used.service'),
            t('preview.used.last'),
            t('preview.used.verdict'),
            t('preview.used.why'),
          ]}
          rows={data.used.map(item => ({
            id: item.service,
            cells: [
              `${item.title} (${item.service})`,
              item.lastUsedAt && moment(item.lastUsedAt),
              <StatusPill key="verdict" tone={usedServiceTones[item.verdict]}>
                {t(`preview.used.verdicts.${item.verdict}`)}
              </StatusPill>,
              <Why key="why" item={item} />,
            ],
          }))}
        />
      )}
      <Unused data={data} />
      <p className={styles.small}>{data.limits}</p>
      {data.mayCall && (
        <UsedCallsPart
          workloadId={workloadId}
          planId={planId}
          services={data.used.map(({ service }) => service)}
        />
      )}
    </>
  );
}

function Why({ item }: { item: UsedService }) {
  const t = useT();
  const { moment } = useFormats();
  return (
    <>
      {/* Why there is no role stands above the table. */}
      {item.reason && item.verdict !== 'noRole' && <p>{item.reason}</p>}
      {item.missing.length > 0 && (
        <ul>
          {item.missing.map(({ action, resource }) => (
            <li key={`${action} ${resource}`}>
              {t('preview.used.missing', { action, resource })}
            </li>
          ))}
        </ul>
      )}
      {item.actions.length > 0 && (
        <p>
          {t('preview.used.seen', {
            actions: item.actions
              .map(
                ({ action, lastUsedAt, source }) =>
                  `${action} (${moment(lastUsedAt)}${
                    source ? `, ${t('preview.used.fromTrail')}` : ''
                  })`,
              )
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}

function Unused({ data }: { data: UsedServices }) {
  const t = useT();
  const { unused, smaller } = data;
  return (
    <>
      {unused.length > 0 && (
        <p>{t('preview.used.unused', { services: unused.join(', ') })}</p>
      )}
      {smaller && (
        <details>
          <summary>
            {t('preview.used.smaller', { removed: smaller.removed.join(', ') })}
          </summary>
          <p>{t('preview.used.smallerText')}</p>
          <CopyButton
            text={smaller.document}
            label={t('preview.used.copySmaller')}
          />
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
          <pre className={styles.policy} tabIndex={0}>
            {smaller.document}
          </pre>
        </details>
      )}
    </>
  );
}
