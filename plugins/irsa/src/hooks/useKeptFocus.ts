import { useEffect } from 'react';

/**
 * Gives the focus to the page when what had it is gone: the button that started something, after the page has changed. Else who
 * works with the keyboard begins again at the top of the portal.
 *
 * @param change - what the page shows; looked at after each change of it
 */
export function useKeptFocus(change: string) {
  useEffect(() => {
    const { activeElement, body } = document;
    if (!activeElement || activeElement === body) {
      document
        .querySelector<HTMLElement>('[data-irsa-page]')
        // The reader stays where they have scrolled to.
        ?.focus({ preventScroll: true });
    }
  }, [change]);
}
