import { useFormats, useT } from '../../../hooks';

/** How many are named unasked; a key may be given to hundreds of workloads. */
const FEW = 3;

/** The first of many, and the others folded below. */
export function NamedFew(props: { names: string[] }) {
  const t = useT();
  const { number } = useFormats();
  const first = props.names.slice(0, FEW);
  const rest = props.names.slice(FEW);
  return (
    <>
      {first.join(', ') || '–'}
      {rest.length > 0 && (
        <details>
          <summary>
            {t('workload.sharedMore', { more: number(rest.length) })}
          </summary>
          {rest.join(', ')}
        </details>
      )}
    </>
  );
}
