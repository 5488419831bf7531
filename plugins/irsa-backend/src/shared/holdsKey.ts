import { findAccessKeyId } from 'backstage-plugin-irsa-node';

/** Whether a text that people write seems to hold a key. Such a text is refused and not quoted. */
export function holdsKey(text: string): boolean {
  return findAccessKeyId(text) !== undefined || /[A-Za-z0-9/+]{40}/.test(text);
}
