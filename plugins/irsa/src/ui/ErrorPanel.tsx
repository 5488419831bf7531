import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { IrsaError } from '../api';
import { useFormats, useT } from '../hooks';
import { InActErrors } from './ActErrors';
import { CopyButton } from './CopyButton';
import { Inline } from './Columns';

/** What went wrong and what can be done; a missing permission names itself. */
export function ErrorPanel(props: {
  error: IrsaError;
  /** What could not be loaded, where a page has several parts. */
  what?: string;
  /** For reads. */
  onRetry?: () => void;
  /** For acts: the page is there, the act did not work. */
  isAct?: boolean;
}) {
  const t = useT();
  const { readable } = useFormats();
  const { error, isAct } = props;
  const [closed, setClosed] = useState<IrsaError>();
  if (closed === error) {
    return null;
  }
  const close = isAct && (
    <Button size="small" variant="secondary" onPress={() => setClosed(error)}>
      {t('action.close')}
    </Button>
  );
  if (error.status === 403) {
    const denied = (
      <Alert
        role="alert"
        status="warning"
        icon
        title={isAct ? t('denied.actTitle') : t('denied.title')}
        description={deniedText(t, error)}
        customActions={close}
      />
    );
    return isAct ? <InActErrors>{denied}</InActErrors> : denied;
  }
  const details = JSON.stringify({
    error: error.name,
    message: error.message,
    status: error.status,
    requestId: error.requestId,
    page: window.location.pathname,
  });
  const titleOf = () => {
    if (isAct) {
      return t('error.actTitle');
    }
    if (error.status === 404) {
      return t('error.notFound');
    }
    return props.what
      ? t('error.titleOf', { what: props.what })
      : t('error.title');
  };
  const panel = (
    <Alert
      role="alert"
      status="danger"
      icon
      title={titleOf()}
      description={[
        // What a browser says then ("Failed to fetch") is no help; the details have it.
        error.status === 0 ? t('error.noAnswer') : readable(error.message),
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
          {close}
        </Inline>
      }
    />
  );
  return isAct ? <InActErrors>{panel}</InActErrors> : panel;
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
