import { memo } from 'react';
import { RiCheckboxBlankLine, RiCheckboxLine } from '@remixicon/react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { useT } from '../../../hooks';
import {
  ColumnName,
  columnNames,
  usualColumns,
  writeColumns,
} from './columnChoice';
import { useColumnLabels } from './useColumnLabels';
import { MENU_STYLE } from '../../../ui';

/** Which columns the list has; the menu stays open while they are ticked. */
export const ColumnMenu = memo(function ColumnsShown(props: {
  columns: ColumnName[];
  /** Gets the value of `cols` for the address. */
  onChange: (cols: string | undefined) => void;
}) {
  const t = useT();
  const labels = useColumnLabels();
  const { columns, onChange } = props;
  return (
    <MenuTrigger>
      <Button variant="secondary">{t('services.columns.title')}</Button>
      <Menu style={MENU_STYLE}>
        <MenuSection
          title={t('services.columns.shown')}
          selectionMode="multiple"
          selectedKeys={columns}
          onSelectionChange={keys =>
            onChange(
              writeColumns(
                keys === 'all' ? columnNames : [...keys].map(String),
              ),
            )
          }
        >
          {columnNames.map(name => (
            // A menu of Backstage UI shows no mark of its own at what is selected.
            <MenuItem
              key={name}
              id={name}
              iconStart={
                columns.includes(name) ? (
                  <RiCheckboxLine aria-hidden data-mark="shown" />
                ) : (
                  <RiCheckboxBlankLine aria-hidden data-mark="hidden" />
                )
              }
            >
              {labels[name]}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection title={t('services.columns.all')}>
          <MenuItem
            id="reset"
            isDisabled={writeColumns(columns) === undefined}
            onAction={() => onChange(writeColumns(usualColumns))}
          >
            {t('services.columns.reset')}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
});
