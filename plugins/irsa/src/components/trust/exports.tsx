import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { ReviewState, Role } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useT } from '../../hooks';
import { ErrorPanel, saveFile, SaveMenu } from '../../ui';

const formats = ['csv', 'sarif', 'zip'] as const;

/** The reviewed roles that the filter matches, as a file. */
export function RolesExport({ review }: { review: ReviewState | undefined }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  return (
    <SaveMenu
      title={t('trust.export.title')}
      formats={formats.map(id => ({ id, label: t(`trust.export.${id}`) }))}
      onSave={async format => {
        const answer = api.GET('/role-exports/{format}', {
          params: { path: { format }, query: { review } },
          parseAs: 'blob',
        });
        const file = (await unwrap(answer)) as Blob;
        saveFile(file, (await answer).response, `trust-review.${format}`);
      }}
    />
  );
}

/** What an auditor wants of one role, as a ZIP. */
export function EvidenceExport({ role }: { role: Role }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { accountId, name: roleName } = role;
  const action = useAction(async () => {
    const answer = api.GET('/roles/{accountId}/{roleName}/evidence', {
      params: { path: { accountId, roleName } },
      parseAs: 'blob',
    });
    const file = (await unwrap(answer)) as unknown as Blob;
    saveFile(file, (await answer).response, `trust-evidence-${roleName}.zip`);
  });
  return (
    <>
      <Button
        variant="secondary"
        isPending={action.isPending}
        onPress={() => action.run()}
      >
        {t('trust.export.evidence')}
      </Button>
      {action.error && <ErrorPanel error={action.error} isAct />}
    </>
  );
}
