import { useEffect, useRef } from 'react';
import { TrustFinding } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import diffs from '../plan/Diffs.module.css';
import styles from './MarkedPolicy.module.css';

/** The text of a policy, with the reasons of its findings marked; those of `shown` more than the others. */
export function MarkedPolicy(props: {
  text: string;
  findings: TrustFinding[];
  shown?: TrustFinding;
}) {
  const t = useT();
  const { text, findings, shown } = props;
  const first = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown) {
      first.current?.scrollIntoView?.({ block: 'center' });
    }
  }, [shown]);
  const pieces = piecesOf(text, findings);
  const isShown = (piece: Piece) => shown && piece.findings.includes(shown);
  const firstShown = pieces.find(isShown);
  return (
    <pre
      className={`${diffs.json} ${styles.policy}`}
      aria-label={t('trust.policyText')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
    >
      {pieces.map(piece =>
        piece.findings.length === 0 ? (
          piece.text
        ) : (
          <mark
            key={piece.start}
            ref={piece === firstShown ? first : undefined}
            className={isShown(piece) ? styles.shown : styles.mark}
            title={piece.findings.map(({ message }) => message).join('\n')}
          >
            {piece.text}
          </mark>
        ),
      )}
    </pre>
  );
}

interface Piece {
  start: number;
  text: string;
  findings: TrustFinding[];
}

/** Cuts the text wherever a mark begins or ends, since marks may lie within each other. */
function piecesOf(text: string, findings: TrustFinding[]): Piece[] {
  const cuts = findings.flatMap(({ evidence = [] }) =>
    evidence.flatMap(({ start, end }) => [start, end]),
  );
  const ends = [...new Set([...cuts, text.length])]
    .filter(end => end > 0 && end <= text.length)
    .sort((left, right) => left - right);
  return ends.map((end, at) => {
    const start = at === 0 ? 0 : ends[at - 1];
    return {
      start,
      text: text.slice(start, end),
      findings: findings.filter(({ evidence = [] }) =>
        evidence.some(span => span.start <= start && span.end >= end),
      ),
    };
  });
}
