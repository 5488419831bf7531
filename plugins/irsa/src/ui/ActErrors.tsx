import { ReactNode, createContext, useContext, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './ActErrors.module.css';

const PlaceContext = createContext<HTMLElement | null>(null);

/** Draws the place for errors of acts after its children: at the lower edge of the window, wherever the button stood. */
export function ActErrors(props: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <PlaceContext.Provider value={place}>
      {props.children}
      <div ref={setPlace} className={styles.errors} />
    </PlaceContext.Provider>
  );
}

/**
 * Shows its children in the place for errors; where there is none, as on a card, they stay where they are. In the
 * header of a page, or in a row of the list, there is no room for what went wrong.
 */
export function InActErrors(props: { children: ReactNode }) {
  const place = useContext(PlaceContext);
  return place ? createPortal(props.children, place) : <>{props.children}</>;
}
