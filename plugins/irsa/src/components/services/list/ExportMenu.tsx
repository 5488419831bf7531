import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../../api';
import { useT } from '../../../hooks';
import { saveFile, SaveMenu } from '../../../ui';
import { useWorkloadFilter } from './useWorkloadFilter';

const formats = ['csv', 'json', 'sarif', 'ocsf'] as const;

/** Everything that the filter matches, not only the page, as a file. */
export function ExportMenu() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { query } = useWorkloadFilter();
  return (
    <SaveMenu
      title={t('services.export.title')}
      formats={formats.map(id => ({ id, label: t(`services.export.${id}`) }))}
      onSave={async format => {
        const answer = api.GET('/exports/{format}', {
          params: { path: { format }, query },
          // The file of a large fleet is too big for a string in memory; the browser may keep a blob on the disk.
          parseAs: 'blob',
        });
        const file = (await unwrap(answer)) as Blob;
        saveFile(file, (await answer).response, `aws-credentials.${format}`);
      }}
    />
  );
}
