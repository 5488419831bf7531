import { ReactNode } from 'react';
import styles from './IrsaRoot.module.css';

/**
 * The element around everything we draw; carries the tokens we correct.
 *
 * @param props - place: a `page` of ours is the `main` landmark, for the frame around it has none; a `tab` stands in
 *   the main of an entity's page already; a `card` has no margins either.
 */
export function IrsaRoot(props: {
  children: ReactNode;
  place?: 'page' | 'tab' | 'card';
}) {
  const { place = 'page' } = props;
  const Element = place === 'page' ? 'main' : 'div';
  return (
    <Element
      className={`${styles.root} ${place === 'card' ? '' : styles.page}`}
    >
      {props.children}
    </Element>
  );
}
