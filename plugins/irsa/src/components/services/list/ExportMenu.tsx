import { useApi } from '@backstage/core-plugin-api';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { irsaApiRef, unwrap } from '../../../api';
import { useAction, useT } from '../../../hooks';
import { ErrorPanel } from '../../../ui';
import { useWorkloadFilter } from './useWorkloadFilter';
import { MENU_STYLE } from './menuStyle';

const formats = ['csv', 'json', 'sarif', 'ocsf'] as const;
type Format = (typeof formats)[number];

/** Gives a file to the browser, under the name from the backend. */
function save(file: Blob, response: Response, format: Format) {
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(disposition)?.[1];
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name ?? `aws-credentials.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}

/** Everything that the filter matches, not only the page, as a file. */
export function ExportMenu() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { query } = useWorkloadFilter();
  const action = useAction(async (format: Format) => {
    const answer = api.GET('/exports/{format}', {
      params: { path: { format }, query },
      // The file of a large fleet is too big for a string in memory; the browser may keep a blob on the disk.
      parseAs: 'blob',
    });
    const file = (await unwrap(answer)) as Blob;
    save(file, (await answer).response, format);
  });
  return (
    <>
      <MenuTrigger>
        <Button variant="secondary" isPending={action.isPending}>
          {t('services.export.title')}
        </Button>
        <Menu style={MENU_STYLE} onAction={key => action.run(key as Format)}>
          {formats.map(format => (
            <MenuItem key={format} id={format}>
              {t(`services.export.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {action.error && <ErrorPanel error={action.error} isAct />}
    </>
  );
}
