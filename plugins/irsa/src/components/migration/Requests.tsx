import { Link } from '@backstage/ui';
import { ChangeRequest } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import { isWeb } from './WaitingFor';

/** The change requests that a migration opened, and what became of them. */
export function Requests(props: { requests: readonly ChangeRequest[] }) {
  const t = useT();
  return (
    <Panel title={t('migration.requests.title')}>
      <ul>
        {props.requests.map(({ purpose, url, state, endedBy }) => (
          <li key={url}>
            {t(`migration.requests.purpose.${purpose}`)}:{' '}
            {isWeb(url) ? (
              <Link href={url} target="_blank" rel="noopener noreferrer">
                {url}
              </Link>
            ) : (
              url
            )}{' '}
            {endedBy
              ? t(`migration.requests.endedBy.${state}`, { who: endedBy })
              : t(`migration.requests.state.${state}`)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
