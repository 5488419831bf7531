import { ReactNode, useId } from 'react';
import { Box } from '@backstage/ui';
import styles from './Panel.module.css';

/** A titled section of a page; a region named by its title. */
export function Panel(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.panel}
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <h3 className={styles.title} id={id}>
          {props.title}
        </h3>
        {props.aside && <div className={styles.aside}>{props.aside}</div>}
      </div>
      {props.children}
    </Box>
  );
}
