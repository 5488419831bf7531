import { useT } from '../../hooks';
import { useEntityTab } from './useEntityTab';

/** The item of an entity's menu that leads to our tab. */
export function useEntityMenuItem(): { title: string; href: string } {
  const t = useT();
  return { title: t('entity.title'), href: useEntityTab() };
}
