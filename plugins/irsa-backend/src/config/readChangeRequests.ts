import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ChangeRequestSettings } from './IrsaConfig';
import { positiveInteger } from './settingValues';

/** Reads `irsa.changeRequests`. Throws InputError with the key and the expected value. */
export function readChangeRequests(
  irsa: Config | undefined,
): ChangeRequestSettings {
  const settings = irsa?.getOptionalConfig('changeRequests');
  const limit = (key: string, fallback: number) =>
    positiveInteger(irsa, `changeRequests.limits.${key}`, fallback);
  const author = settings?.getOptionalConfig('author');
  const words = (key: string) => {
    const value = author?.getString(key) ?? '';
    // These end a name in a commit, and would begin another line of it.
    if (/[<>\n\r]/.test(value)) {
      throw new InputError(
        `irsa.changeRequests.author.${key}: '${value}' has a line break or one of < and >`,
      );
    }
    return value;
  };
  return {
    limits: {
      files: limit('files', 1000),
      bytesPerFile: limit('bytesPerFile', 512 * 1024),
      bytes: limit('bytes', 8 * 1024 * 1024),
    },
    labels: names(settings, 'labels'),
    reviewers: names(settings, 'reviewers'),
    ...(author && { author: { name: words('name'), email: words('email') } }),
  };
}

function names(settings: Config | undefined, key: string): string[] {
  return (settings?.getOptionalStringArray(key) ?? []).map(value => {
    if (!value.trim() || /[\n\r]/.test(value)) {
      throw new InputError(
        `irsa.changeRequests.${key}: '${value}' is no name of one line`,
      );
    }
    return value;
  });
}
