import { Document, parse, Scalar, visit } from 'yaml';

/** What versions of YAML differ in, beside what `parse` shows. */
const SPECIAL = /^(?:<<|=)$/;

/**
 * YAML that readers of version 1.1 and of 1.2 understand alike: `2012-10-17` is quoted, and so is `yes`. No anchors, no folded lines.
 *
 * @param header - without line breaks
 */
export function yamlText(
  header: string,
  documents: readonly Record<string, unknown>[],
): string {
  return `# ${header}\n${documents.map(textOf).join('---\n')}`;
}

function textOf(value: Record<string, unknown>): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && !isPlain(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Whether a text can stand without quotes, or, as a document of JSON over several lines, as a block. */
function isPlain(text: string): boolean {
  if (text.includes('\n')) {
    return /^\{[\n\x20-\x7e]*\}$/.test(text);
  }
  if (SPECIAL.test(text)) {
    return false;
  }
  try {
    return ['1.1' as const, '1.2' as const].every(
      version => parse(text, { version, logLevel: 'silent' }) === text,
    );
  } catch {
    return false;
  }
}
