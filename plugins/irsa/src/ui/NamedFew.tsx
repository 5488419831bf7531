import { readableIds, useFormats, useT } from '../hooks';

/** How many names are shown before the reader asks for all; a key may be given to hundreds of workloads. */
const FEW = 3;

/** The first of many, and the others folded below; those that may not be seen are counted. */
export function NamedFew(props: {
  names: string[];
  /** How many more there are that the reader may not see. */
  hidden?: number;
}) {
  const t = useT();
  const { number } = useFormats();
  const names = props.names.map(readableIds);
  const first = names.slice(0, FEW);
  const rest = names.slice(FEW);
  return (
    <>
      {first.join(', ') || (props.hidden ? '' : '–')}
      {rest.length > 0 && (
        <details>
          <summary>
            {t('workload.sharedMore', { more: number(rest.length) })}
          </summary>
          {rest.join(', ')}
        </details>
      )}
      {props.hidden && (
        <div>{t('workload.sharedHidden', { count: props.hidden })}</div>
      )}
    </>
  );
}
