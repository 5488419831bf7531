import { useMemo } from 'react';
import { createTwoFilesPatch } from 'diff';
import { Diff, Hunk, parseDiff } from 'react-diff-view';
import type { ChangeData } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import { VisuallyHidden } from '@backstage/ui';
import { useT } from '../hooks';
import styles from './DiffView.module.css';

/** Lines shown at most; react-diff-view draws every one. */
const LINE_LIMIT = 2000;

export interface DiffBodyProps {
  title: string;
  before: string;
  after: string;
}

/** The unified difference of two texts. Loaded when first needed: see `DiffView`. */
export default function DiffBody(props: DiffBodyProps) {
  const t = useT();
  const { title, before, after } = props;
  const file = useMemo(() => {
    const patch = createTwoFilesPatch(
      'before',
      'after',
      before,
      after,
      '',
      '',
      {
        context: 3,
      },
    );
    return parseDiff(
      `diff --git a/before b/after\n${patch.split('\n').slice(1).join('\n')}`,
    )[0];
  }, [before, after]);
  const hunks = file?.hunks ?? [];
  if (hunks.length === 0) {
    return <p>{t('diff.none')}</p>;
  }

  const count = hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0);
  let room = LINE_LIMIT;
  const shown = hunks
    .map(hunk => {
      const changes = hunk.changes.slice(0, Math.max(0, room));
      room -= changes.length;
      return { ...hunk, changes };
    })
    .filter(hunk => hunk.changes.length > 0);

  return (
    <>
      {count > LINE_LIMIT && (
        <p>
          {t('diff.tooLong', {
            lines: String(count),
            limit: String(LINE_LIMIT),
          })}
        </p>
      )}
      <div
        className={styles.scroll}
        role="region"
        aria-label={t('diff.region', { title })}
        // Scrolls on its own, so the keyboard must reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <Diff
          viewType="unified"
          diffType="modify"
          hunks={shown}
          renderGutter={({ change, side }) => (
            <Gutter change={change} side={side} />
          )}
        >
          {list => list.map(hunk => <Hunk key={hunk.content} hunk={hunk} />)}
        </Diff>
      </div>
    </>
  );
}

function Gutter(props: { change: ChangeData; side: 'old' | 'new' }) {
  const t = useT();
  const { change, side } = props;
  if (change.type === 'normal') {
    return <>{side === 'old' ? change.oldLineNumber : change.newLineNumber}</>;
  }
  if (change.type === 'insert') {
    return side === 'old' ? (
      <>
        <span aria-hidden>+</span>
        <VisuallyHidden>{t('diff.added')}</VisuallyHidden>
      </>
    ) : (
      <>{change.lineNumber}</>
    );
  }
  return side === 'old' ? (
    <>
      <span aria-hidden>− </span>
      <VisuallyHidden>{t('diff.removed')}</VisuallyHidden>
      {change.lineNumber}
    </>
  ) : null;
}
