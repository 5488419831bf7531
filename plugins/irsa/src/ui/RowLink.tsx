import { MouseEvent } from 'react';
import { usePortalLinks } from '../hooks';
import styles from './RowLink.module.css';

/**
 * A link to a page of the portal that costs little, for tables with hundreds of them; looks as the link of Backstage UI, or as
 * its small secondary button, and is reported to analytics as those are.
 */
export function RowLink(props: {
  /** A path in the portal, as a route gives it. */
  to: string;
  look?: 'link' | 'strong' | 'button';
  'aria-label'?: string;
  children: string;
}) {
  const { hrefOf, goTo, followed } = usePortalLinks();
  const { to, look = 'link', children, 'aria-label': label } = props;
  const follow = (event: MouseEvent) => {
    followed(label ?? children, to);
    // The browser opens tabs and windows by itself.
    if (
      event.button === 0 &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    ) {
      event.preventDefault();
      goTo(to);
    }
  };
  return (
    <a
      href={hrefOf(to)}
      className={styles[look]}
      aria-label={label}
      onClick={follow}
    >
      {children}
    </a>
  );
}
