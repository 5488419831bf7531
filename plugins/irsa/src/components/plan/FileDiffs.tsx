import styles from './FileDiffs.module.css';

/** Unified differences of files, as the portal has masked them. */
export function FileDiffs(props: { files: { path: string; diff: string }[] }) {
  return (
    <>
      {props.files.map(({ path, diff }) => (
        <section key={path} aria-label={path}>
          {/* A long line scrolls, by keyboard too. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.diff} tabIndex={0}>
            {diff}
          </pre>
        </section>
      ))}
    </>
  );
}
