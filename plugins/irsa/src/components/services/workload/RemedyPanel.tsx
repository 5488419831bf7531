import { Link } from '@backstage/ui';
import { Workload } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { CodeWords, Panel } from '../../../ui';
import { isMovedByHand, splitKind } from '../workloadWords';

/** How a piece of software does without a key; without a text where it cannot. */
export interface Remedy {
  software: string;
  text?: string;
  source?: string;
}

/** Kinds of which the words say what cannot be changed. */
const withWords = ['Pod', 'Job'] as const;

/**
 * How a workload does without a key where no plan can be made: as the software behind a custom resource documents, with
 * the page that says so; or by a change of what makes it.
 */
export function RemedyPanel(props: {
  workload: Workload & { remedy?: Remedy };
}) {
  const t = useT();
  const { workload } = props;
  const { remedy } = workload;
  if (!remedy && !isMovedByHand(workload)) {
    return null;
  }
  if (!remedy) {
    const kind = splitKind(workload.kind).name;
    const known = withWords.find(name => name === workload.kind) ?? 'other';
    return (
      <Panel title={t('workload.remedy')}>
        <p>{t('workload.byHand.noPlan', { kind })}</p>
        <p>{t(`workload.byHand.${known}`)}</p>
      </Panel>
    );
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
