import { useState } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { useT, useUrlState } from '../../../hooks';
import { ConfirmDialog, MENU_STYLE } from '../../../ui';
import { useSavedViews } from './useSavedViews';

/** Named addresses of the list, kept for the user by the portal's storage. */
export function SavedViews() {
  const t = useT();
  const url = useUrlState();
  const { views, save, remove } = useSavedViews();
  const [isNaming, setIsNaming] = useState(false);
  const current = views.find(view => view.query === url.params.toString());
  return (
    <>
      <MenuTrigger>
        <Button variant="secondary">{t('services.views.title')}</Button>
        <Menu
          style={MENU_STYLE}
          onAction={key => {
            if (key === 'save') {
              setIsNaming(true);
            } else if (key === 'remove') {
              remove(current!.name);
            } else {
              const view = views.find(each => `view:${each.name}` === key);
              if (view) {
                url.replaceAll(view.query);
              }
            }
          }}
        >
          <MenuSection title={t('services.views.saved')}>
            {views.length === 0 ? (
              <MenuItem id="none" isDisabled>
                {t('services.views.none')}
              </MenuItem>
            ) : (
              <>
                {views.map(({ name }) => (
                  <MenuItem key={name} id={`view:${name}`}>
                    {name}
                  </MenuItem>
                ))}
              </>
            )}
          </MenuSection>
          <MenuSection title={t('services.views.this')}>
            <MenuItem id="save">{t('services.views.save')}</MenuItem>
            {current ? (
              <MenuItem id="remove" color="danger">
                {t('services.views.remove', { name: current.name })}
              </MenuItem>
            ) : (
              <></>
            )}
          </MenuSection>
        </Menu>
      </MenuTrigger>
      <ConfirmDialog
        isOpen={isNaming}
        onClose={() => setIsNaming(false)}
        title={t('services.views.save')}
        reason={{
          label: t('services.views.name'),
          hint: t('services.views.nameHint'),
        }}
        confirm={t('services.views.confirm')}
        onConfirm={({ reason }) => {
          save({ name: reason, query: url.params.toString() });
          setIsNaming(false);
        }}
      >
        {t('services.views.text')}
      </ConfirmDialog>
    </>
  );
}
