import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { useAction } from '../hooks';
import { ErrorPanel } from './ErrorPanel';
import { MENU_STYLE } from './menuStyle';

/** A button whose menu offers files of several formats. */
export function SaveMenu<F extends string>(props: {
  title: string;
  formats: readonly { id: F; label: string }[];
  onSave: (format: F) => Promise<void>;
}) {
  const { title, formats, onSave } = props;
  const action = useAction(onSave);
  return (
    <>
      <MenuTrigger>
        <Button variant="secondary" isPending={action.isPending}>
          {title}
        </Button>
        <Menu style={MENU_STYLE} onAction={key => action.run(key as F)}>
          {formats.map(({ id, label }) => (
            <MenuItem key={id} id={id}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {action.error && <ErrorPanel error={action.error} isAct />}
    </>
  );
}
