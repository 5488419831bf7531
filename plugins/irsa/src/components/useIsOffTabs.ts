import { useParams } from 'react-router-dom';

/**
 * Whether the address is below none of the tabs of the page; the page itself, which opens its first tab, is not.
 *
 * @param tabs - the first segment of the path of each, with a slash in front or without
 */
export function useIsOffTabs(tabs: readonly string[]): boolean {
  const { '*': rest = '' } = useParams();
  const [first] = rest.split('/').filter(Boolean);
  return (
    first !== undefined &&
    !tabs.some(
      tab => tab.replace(/^\/+/, '').toLowerCase() === first.toLowerCase(),
    )
  );
}
