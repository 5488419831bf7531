/**
 * The width of a menu by its words alone. With the width that is left beside it, a menu at the right edge grows and moves by
 * turns, and the browser reports each turn as an error.
 */
export const MENU_STYLE = {
  width: 'max-content',
  maxWidth: 'calc(100vw - 48px)',
} as const;
