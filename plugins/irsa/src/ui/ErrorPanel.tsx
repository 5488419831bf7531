import { Alert, Button } from '@backstage/ui';
import { IrsaError } from '../api';
import { useT } from '../hooks';
import { CopyButton } from './CopyButton';
import { Inline } from './Columns';

/** What went wrong and what can be done; a missing permission names itself. */
export function ErrorPanel(props: {
  error: IrsaError;
  /** For reads. */
  onRetry?: () => void;
  /** For acts: the page is there, the act did not work. */
  isAct?: boolean;
}) {
  const t = useT();
  const { error } = props;
  if (error.status === 403) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('denied.title')}
        description={deniedText(t, error)}
      />
    );
  }
  const details = JSON.stringify({
    error: error.name,
    message: error.message,
    status: error.status,
    requestId: error.requestId,
    page: window.location.pathname,
  });
  const title = props.isAct ? t('error.actTitle') : t('error.title');
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={error.status === 404 ? t('error.notFound') : title}
      description={[
        error.message,
        error.requestId && t('error.requestId', { id: error.requestId }),
      ]
        .filter(Boolean)
        .join(' · ')}
      customActions={
        <Inline>
          {props.onRetry && (
            <Button size="small" onPress={props.onRetry}>
              {t('action.retry')}
            </Button>
          )}
          <CopyButton text={details} label={t('action.copyDetails')} />
        </Inline>
      }
    />
  );
}

function deniedText(t: ReturnType<typeof useT>, error: IrsaError): string {
  if (!error.permission) {
    return error.message;
  }
  return error.contact
    ? t('denied.neededAsk', {
        permission: error.permission,
        contact: error.contact,
      })
    : t('denied.needed', { permission: error.permission });
}
