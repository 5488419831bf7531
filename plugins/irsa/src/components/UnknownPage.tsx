import { IrsaRoot, UnknownPath } from '../ui';

/** Stands below the tabs where none of them has the address. */
export function UnknownPage() {
  return (
    <IrsaRoot>
      <UnknownPath />
    </IrsaRoot>
  );
}
