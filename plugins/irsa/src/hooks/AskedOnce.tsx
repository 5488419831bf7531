import { ReactNode, useMemo } from 'react';
import { PathsContext, useOwnIrsaPaths } from './useIrsaPaths';
import { LinksContext, useOwnPortalLinks } from './usePortalLinks';
import { remembering, TextsContext, useOwnT } from './useT';

/**
 * Asks the portal for texts, paths and links once for all that stands below. A table has hundreds of cells: each would follow
 * the language by itself, and be drawn again whenever the address changes.
 */
export function AskedOnce(props: { children: ReactNode }) {
  const t = useOwnT();
  const texts = useMemo(() => remembering(t), [t]);
  return (
    <TextsContext.Provider value={texts}>
      <PathsContext.Provider value={useOwnIrsaPaths()}>
        <LinksContext.Provider value={useOwnPortalLinks()}>
          {props.children}
        </LinksContext.Provider>
      </PathsContext.Provider>
    </TextsContext.Provider>
  );
}
