import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { PreviewLink } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useFormats, useQuery, useT } from '../../hooks';
import { ErrorPanel, Panel, PlainTable } from '../../ui';

/** For reviewers: who made which link, and who looked at it. Asked for only when somebody wants to see it. */
export function LinksPanel(props: { workloadId?: string }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel title={t('preview.links.title')}>
      {isOpen ? (
        <Links workloadId={props.workloadId} />
      ) : (
        <Button variant="secondary" onPress={() => setIsOpen(true)}>
          {props.workloadId
            ? t('preview.links.showOne')
            : t('preview.links.showAll')}
        </Button>
      )}
    </Panel>
  );
}

function Links({ workloadId }: { workloadId?: string }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { moment } = useFormats();
  const query = useQuery(
    signal =>
      unwrap(
        api.GET('/previews/links', {
          params: { query: workloadId ? { workloadId } : {} },
          signal,
        }),
      ),
    [api, workloadId],
  );
  if (query.error) {
    return <ErrorPanel error={query.error} onRetry={query.reload} />;
  }
  if (!query.data) {
    return null;
  }
  const { items } = query.data;
  if (items.length === 0) {
    return <p>{t('preview.links.none')}</p>;
  }
  const usesOf = ({ uses }: PreviewLink) =>
    uses.length === 0
      ? t('preview.links.unused')
      : uses
          .map(({ at, by, purpose }) =>
            t(`preview.links.use.${purpose}`, { by, at: moment(at) }),
          )
          .join('; ');
  return (
    <PlainTable
      label={t('preview.links.title')}
      columns={[
        t('preview.links.at'),
        t('preview.links.by'),
        t('preview.workload'),
        t('preview.object'),
        t('preview.call'),
        t('preview.links.until'),
        t('preview.links.uses'),
      ]}
      rows={items.map(link => ({
        id: link.id,
        cells: [
          moment(link.at),
          link.by,
          link.workloadId,
          `${link.bucket}/${link.key}`,
          `${link.method} · ${t(`preview.side.${link.identity}`)}`,
          moment(link.endsAt),
          usesOf(link),
        ],
      }))}
    />
  );
}
