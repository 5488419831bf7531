import { isMap, parseDocument } from 'yaml';
import { Splices } from '../Splices';
import { usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { TextEditor } from '../yaml/TextEditor';
import { editYamlValue } from './editYamlValue';
import { ValueChange } from './valueChanges';

/**
 * Writes changes of a value into a text of JSON, and leaves the rest as it is. Where the text is laid out in a way that does not allow
 * that, such as with tabs, undefined.
 */
export function editPolicyText(
  text: string,
  changes: readonly ValueChange[],
): string | undefined {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return undefined;
  }
  const splices = new Splices(text);
  try {
    editYamlValue(
      document.contents,
      changes,
      new TextEditor(splices),
      guardOf('', usedAnchors(document)),
    );
    return splices.result();
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** The whole text anew, as far in as it was. */
export function laidOut(raw: string, value: unknown): string {
  const newline = raw.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ \t]*/.exec(raw)![0];
  return JSON.stringify(value, null, 2)
    .split('\n')
    .map(line => indent + line)
    .join(newline);
}
