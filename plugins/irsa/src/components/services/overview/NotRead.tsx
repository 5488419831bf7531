import { Alert } from '@backstage/ui';
import { Coverage } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../../hooks';

/**
 * What was left unread on purpose, by the read level and by names that say nothing, with the reason; "no key" does not speak
 * of it. What could not be read is said by `CoverageBanner`.
 */
export function NotRead(props: { coverage: Coverage }) {
  const t = useT();
  const { number } = useFormats();
  const { clusters } = props.coverage;
  const namesAt = (level: number) =>
    clusters
      .filter(({ readLevel, asOf }) => readLevel === level && asOf)
      .map(({ name }) => name)
      .join(', ');
  const withUnread = clusters.filter(({ unreadSecrets }) => unreadSecrets);
  const count = withUnread.reduce(
    (sum, { unreadSecrets = 0 }) => sum + unreadSecrets,
    0,
  );
  const sentences = [
    namesAt(0) && t('services.notRead.level0', { names: namesAt(0) }),
    namesAt(1) && t('services.notRead.level1', { names: namesAt(1) }),
    count > 0 &&
      t('services.notRead.secrets', {
        count,
        number: number(count),
        names: withUnread
          .map(({ name, unreadSecrets = 0 }) =>
            t('services.notRead.of', { name, number: number(unreadSecrets) }),
          )
          .join(', '),
      }),
  ].filter(Boolean);
  return sentences.length > 0 ? (
    <Alert
      role="status"
      status="info"
      icon
      title={t('services.notRead.title')}
      description={sentences.join(' ')}
    />
  ) : null;
}
