import { ReactNode, createContext, useContext } from 'react';
import { AskedOnce } from '../hooks';
import { ActErrors } from './ActErrors';
import styles from './IrsaRoot.module.css';

const FramedContext = createContext(false);

/** For pages in a frame that is already the `main` landmark, as in the old frontend system. */
export function Framed(props: { children: ReactNode }) {
  return (
    <FramedContext.Provider value>{props.children}</FramedContext.Provider>
  );
}

/**
 * The element around everything that the plugin draws; it sets the design tokens that the plugin corrects.
 *
 * @param props - place: a `page` of ours is the `main` landmark, unless it is {@link Framed}; a `tab` stands in the
 *   main of an entity's page already; a `card` has no margins either.
 */
export function IrsaRoot(props: {
  children: ReactNode;
  place?: 'page' | 'tab' | 'card';
}) {
  const { place = 'page' } = props;
  const isFramed = useContext(FramedContext);
  const Element = place === 'page' && !isFramed ? 'main' : 'div';
  return (
    <Element
      data-irsa-page={place === 'page' ? true : undefined}
      // Takes the focus when the control that had it is gone.
      tabIndex={place === 'page' ? -1 : undefined}
      className={`${styles.root} ${place === 'card' ? '' : styles.page}`}
    >
      <AskedOnce>
        {place === 'page' ? (
          <ActErrors>{props.children}</ActErrors>
        ) : (
          props.children
        )}
      </AskedOnce>
    </Element>
  );
}
