import { HeaderMetadataStatus } from '@backstage/ui';
import { useT } from '../hooks';

/** Says whether the page gets live updates; for the metadata of a page's header. */
export function useLiveStatus(isBehind: boolean) {
  const t = useT();
  return {
    label: t('live.title'),
    value: (
      <HeaderMetadataStatus
        label={isBehind ? t('live.reconnecting') : t('live.connected')}
        color={isBehind ? 'warning' : 'success'}
      />
    ),
  };
}
