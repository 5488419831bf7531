import { SignOffDifference } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { DiffView } from '../../ui';

/** What is different since the policy was signed off: who gets in or not any more, and the text. */
export function ReviewDifference(props: { difference: SignOffDifference }) {
  const t = useT();
  const { before, after, added, removed, joined, isUnderstood } =
    props.difference;
  const lines = [
    { key: 'added', names: added },
    { key: 'removed', names: removed },
    { key: 'joined', names: joined },
  ] as const;
  return (
    <>
      {!isUnderstood && <p>{t('trust.review.notUnderstood')}</p>}
      <ul>
        {lines
          .filter(({ names }) => names.length > 0)
          .map(({ key, names }) => (
            <li key={key}>
              {t(`trust.review.difference.${key}`, { names: names.join(', ') })}
            </li>
          ))}
      </ul>
      {before !== after && (
        <DiffView
          before={before}
          after={after}
          title={t('trust.review.differenceText')}
        />
      )}
    </>
  );
}
