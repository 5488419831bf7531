import { Link } from '@backstage/ui';
import { useT } from '../../../hooks';
import { CodeWords, Panel } from '../../../ui';

/** How a piece of software does without a key; without a text where it cannot. */
export interface Remedy {
  software: string;
  text?: string;
  source?: string;
}

/** How the software behind a custom resource does without a key, with the page that says so. */
export function RemedyPanel(props: { workload: { remedy?: Remedy } }) {
  const t = useT();
  const { remedy } = props.workload;
  if (!remedy) {
    return null;
  }
  const { software, text, source } = remedy;
  return (
    <Panel title={t('workload.remedy')}>
      <p>
        <CodeWords text={text ?? t('workload.remedyNone', { software })} />
      </p>
      {source && (
        <Link href={source} target="_blank" rel="noopener">
          {t('workload.remedySource', { software })}
        </Link>
      )}
    </Panel>
  );
}
