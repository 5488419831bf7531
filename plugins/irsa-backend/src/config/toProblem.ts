import { SettingProblem } from './IrsaConfig';

/** Our own messages begin with the key. Those of Backstage's reader have it in quotes. */
export function toProblem(key: string, { message }: Error): SettingProblem {
  const named =
    /^(irsa[\w.[\]]*):/.exec(message)?.[1] ??
    /'(irsa[\w.[\]]*)'/.exec(message)?.[1];
  return {
    key: named ?? key,
    message: message.startsWith('irsa')
      ? message
      : `${named ?? key}: ${wordsOf(message)}`,
  };
}

const A: Record<string, string> = {
  object: 'a block of settings',
  'string-array': 'a list of texts',
  'object-array': 'a list of blocks',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};
const OF_READER: readonly [RegExp, (found: string[]) => string][] = [
  [
    /got (\w+), wanted (\w+)/,
    ([got, wanted]) => `is ${A[got] ?? got}; write ${A[wanted] ?? wanted}`,
  ],
  [/Unable to convert config value .* to a (\w+)/, ([to]) => `not a ${to}`],
  [/Missing required config value/, () => 'missing'],
];

/** The errors of Backstage's reader in our own words. */
function wordsOf(message: string): string {
  for (const [pattern, words] of OF_READER) {
    const found = pattern.exec(message);
    if (found) {
      return words(found.slice(1));
    }
  }
  return message;
}
