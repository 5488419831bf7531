import { Config } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import leven from 'leven';
import { SettingProblem } from './IrsaConfig';
import { SETTING_NAMES } from './settingNames';

/** A setting that does not exist. */
export interface UnknownSetting extends SettingProblem {
  /** The setting that was meant, when one is spelt almost alike. */
  meant?: string;
}

/** More changed letters than this make another word. */
const TYPO = 2;

/**
 * The settings below `irsa` that do not exist, which would otherwise be passed over without a word: a misspelt
 * `permissionsBoundary` would make roles without one.
 */
export function unknownSettings(rootConfig: Config): UnknownSetting[] {
  const irsa = rootConfig.getOptional<JsonValue>('irsa');
  if (irsa === undefined || irsa === null) {
    return [];
  }
  if (typeof irsa !== 'object' || Array.isArray(irsa)) {
    return [
      {
        key: 'irsa',
        meant: 'irsa',
        message: 'irsa: must be a block of settings, see docs/install.md',
      },
    ];
  }
  const found: UnknownSetting[] = [];
  visit(irsa, 'irsa', 'irsa', found);
  return found;
}

/** @param name - the path with `[]` for the elements of lists */
function visit(
  value: JsonValue | undefined,
  path: string,
  name: string,
  found: UnknownSetting[],
): void {
  if (Array.isArray(value)) {
    value.forEach((element, index) =>
      visit(element, `${path}[${index}]`, `${name}[]`, found),
    );
    return;
  }
  const known = childrenOf(name);
  if (typeof value !== 'object' || value === null || known.length === 0) {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (known.includes(key)) {
      visit(child, `${path}.${key}`, `${name}.${key}`, found);
    } else {
      found.push(unknown(path, key, known));
    }
  }
}

function childrenOf(name: string): string[] {
  return [...SETTING_NAMES]
    .filter(each => each.startsWith(`${name}.`))
    .map(each => each.slice(name.length + 1))
    .filter(rest => !/[.[]/.test(rest));
}

function unknown(path: string, key: string, known: string[]): UnknownSetting {
  const [closest] = known
    .map(each => ({
      each,
      distance: leven(each.toLowerCase(), key.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  const meant =
    closest.distance <= TYPO ? `${path}.${closest.each}` : undefined;
  return {
    key: `${path}.${key}`,
    meant,
    message: meant
      ? `${path}.${key}: there is no such setting; did you mean ${meant}?`
      : `${path}.${key}: there is no such setting. There are: ${known.join(
          ', ',
        )}.`,
  };
}
