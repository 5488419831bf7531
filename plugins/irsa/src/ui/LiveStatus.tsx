import { HeaderMetadataStatus } from '@backstage/ui';
import { useT } from '../hooks';

/** Whether what is shown follows what happens; for the metadata of a page's header. */
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
