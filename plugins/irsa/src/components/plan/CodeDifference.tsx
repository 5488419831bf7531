import { CodeDifference as Difference } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';
import { FileDiffs } from './FileDiffs';
import styles from './CodeRequest.module.css';

/** What a code request would change, what was proven of it, and what it leaves to people. */
export function CodeDifference(props: { difference: Difference }) {
  const t = useT();
  const { base, baseCommit, files, edited, proof, left, hints } =
    props.difference;
  return (
    <>
      <p className={styles.line}>
        {t('plan.codeRequest.difference.where', {
          base,
          commit: baseCommit.slice(0, 12),
        })}
      </p>
      <FileDiffs files={files} />
      <Said
        title={t('plan.codeRequest.difference.edited')}
        lines={edited.map(inOneLine)}
      />
      <Said title={t('plan.request.proven')} lines={proof} />
      <Said
        title={t('plan.codeRequest.difference.left')}
        lines={left.map(inOneLine)}
      />
      <Said
        title={t('plan.codeRequest.difference.hints')}
        lines={hints.map(inOneLine)}
      />
    </>
  );
}

function inOneLine({ place, words }: { place: string; words: string }): string {
  return `${place}: ${words}`;
}

function Said(props: { title: string; lines: string[] }) {
  const { readable } = useFormats();
  if (props.lines.length === 0) {
    return null;
  }
  return (
    <>
      <p className={styles.line}>{props.title}</p>
      <ul className={styles.said}>
        {props.lines.map(line => (
          <li key={line}>{readable(line)}</li>
        ))}
      </ul>
    </>
  );
}
