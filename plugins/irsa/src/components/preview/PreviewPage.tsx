import { useEffect, useMemo, useState } from 'react';
import { Header, Select } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  Preview,
  PreviewRequest,
  WorkloadRef,
  irsaPreviewCreatePermission,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import {
  useAction,
  useAllowed,
  useQuery,
  useT,
  useUrlState,
} from '../../hooks';
import { EmptyState, ErrorPanel, IrsaRoot, Panel } from '../../ui';
import { Comparison } from './Comparison';
import { LinksPanel } from './LinksPanel';
import { PreviewForm } from './PreviewForm';
import { UsedServicesPanel } from './UsedServicesPanel';

function parseRef(id: string | null): WorkloadRef | undefined {
  const [cluster, namespace, kind, name] = id?.split('/') ?? [];
  return name ? { cluster, namespace, kind, name } : undefined;
}

/** Asks the one question: does the role get the same answers as the key? */
export function PreviewPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const url = useUrlState();
  const id = url.params.get('workload');
  const planId = url.params.get('plan') ?? undefined;
  const ref = useMemo(() => parseRef(id), [id]);
  const allowed = useAllowed(irsaPreviewCreatePermission, id ?? undefined);
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => setPreview(undefined), [id]);

  const [search, setSearch] = useState('');
  const workloads = useQuery(
    signal =>
      unwrap(
        api.GET('/workloads', {
          params: { query: { limit: 100, q: search || undefined } },
          signal,
        }),
      ),
    [api, search],
  );
  const suggestions = useQuery(
    async signal =>
      ref && id
        ? unwrap(
            api.GET('/previews/suggestions', {
              params: { query: { workloadId: id } },
              signal,
            }),
          )
        : undefined,
    [api, id],
  );
  const compare = useAction(async (request: PreviewRequest) => {
    setPreview(undefined);
    setPreview(await unwrap(api.POST('/previews', { body: request })));
  });
  const [last, setLast] = useState<PreviewRequest>();

  const ids = (workloads.data?.items ?? []).map(item => item.id);
  if (id && !ids.includes(id)) {
    ids.unshift(id);
  }
  return (
    <IrsaRoot>
      <Header
        title={t('preview.title')}
        description={t('preview.description')}
      />
      {workloads.error && (
        <ErrorPanel error={workloads.error} onRetry={workloads.reload} />
      )}
      <Panel title={t('preview.workload')}>
        <Select
          aria-label={t('preview.workload')}
          placeholder={t('preview.pickWorkload')}
          options={ids.map(value => ({ id: value, label: value }))}
          value={id}
          // Asked of the server, since a fleet has more services than one page.
          search={{
            mode: 'server',
            inputValue: search,
            onInputChange: setSearch,
          }}
          onChange={value =>
            url.set({ workload: String(value ?? ''), plan: undefined })
          }
        />
        {ref && suggestions.data && (
          <PreviewForm
            key={id}
            workload={ref}
            suggestions={suggestions.data}
            allowed={allowed}
            isPending={compare.isPending}
            onEdit={() => setPreview(undefined)}
            onCompare={form => {
              const request = { ...form, ...(planId && { planId }) };
              setLast(request);
              compare.run(request);
            }}
          />
        )}
      </Panel>
      {!ref && <EmptyState title={t('preview.pickWorkload')} />}
      {suggestions.error && (
        <ErrorPanel error={suggestions.error} onRetry={suggestions.reload} />
      )}
      {compare.error && <ErrorPanel error={compare.error} isAct />}
      {preview && last && (
        <Comparison
          key={preview.id}
          preview={preview}
          isPending={compare.isPending}
          onSignAgain={() => compare.run(last)}
        />
      )}
      {id && ref && (
        <UsedServicesPanel
          key={`used ${id}`}
          workloadId={id}
          planId={planId}
          isAllowed={allowed.isAllowed}
        />
      )}
      <LinksPanel key={id ?? ''} workloadId={id ?? undefined} />
    </IrsaRoot>
  );
}
