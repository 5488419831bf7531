import { ReactNode } from 'react';
import { useIsOffTabs } from './useIsOffTabs';

/** Draws its children only where the address is below none of the tabs. */
export function OffTabs(props: {
  tabs: readonly string[];
  children: ReactNode;
}) {
  return useIsOffTabs(props.tabs) ? <>{props.children}</> : null;
}
