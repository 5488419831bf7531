import { ButtonLink } from '@backstage/ui';
import { useIrsaPaths, useT } from '../hooks';
import { EmptyState } from './EmptyState';

/** An address below one of our tabs that no page has: an old link, or a wrong one. */
export function UnknownPath() {
  const t = useT();
  const paths = useIrsaPaths();
  return (
    <EmptyState
      title={t('error.noPage')}
      action={
        <ButtonLink variant="secondary" href={paths.services}>
          {t('migrations.services')}
        </ButtonLink>
      }
    >
      {t('error.noPageText')}
    </EmptyState>
  );
}
