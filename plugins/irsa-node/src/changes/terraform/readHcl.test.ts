import * as fc from 'fast-check';
import { HclBody, HclExpression, HclSyntaxError } from './hclTypes';
import { readHcl } from './readHcl';

/** What a body says, with what is computed as it is written. */
function told(text: string, body: HclBody = readHcl(text)): unknown[] {
  const value = (expression: HclExpression): unknown => {
    switch (expression.type) {
      case 'text':
      case 'literal':
        return expression.value;
      case 'list':
        return expression.items.map(value);
      case 'object':
        return Object.fromEntries(
          expression.items.map(item => [item.key ?? '?', value(item.value)]),
        );
      default:
        return { other: text.slice(expression.start, expression.end) };
    }
  };
  return [...body.attributes, ...body.blocks]
    .sort((a, b) => a.start - b.start)
    .map(part =>
      'body' in part
        ? [part.type, ...part.labels, told(text, part.body)]
        : [part.name, value(part.value)],
    );
}

describe('readHcl', () => {
  it.each<[string, string, unknown[]]>([
    ['an empty file', '\n# nothing\n', []],
    [
      'labels in quotation marks and without',
      'resource "a" b {}\n',
      [['resource', 'a', 'b', []]],
    ],
    ['a block of one line', 'a { b = 1 }', [['a', [['b', 1]]]]],
    [
      'comments of all forms',
      'a = 1 # one\nb = /* two */ "x" // three\n/* }\n{ */ c = true\n',
      [
        ['a', 1],
        ['b', 'x'],
        ['c', true],
      ],
    ],
    [
      'escapes',
      'a = "\\"\\\\\\n\\u00e9 $${b} %%{c} $ % #{ //"',
      [['a', '"\\\né ${b} %{c} $ % #{ //']],
    ],
    [
      'templates, also with strings and brackets in them',
      'a = "x-${f("}", { b = "${c}" })}-y"\nd = 1',
      [
        ['a', { other: '"x-${f("}", { b = "${c}" })}-y"' }],
        ['d', 1],
      ],
    ],
    [
      'lists over lines, with a comma at the end',
      'a = [\n  "b", # first\n  c.d[0],\n  [],\n]\n',
      [['a', ['b', { other: 'c.d[0]' }, []]]],
    ],
    [
      'objects with all kinds of keys and separators',
      'a = { b = 1, "c/d" : 2\n  (e) = 3\n  4 = null }',
      [['a', { b: 1, 'c/d': 2, '?': 3, 4: null }]],
    ],
    [
      'expressions that begin as a value',
      'a = { b = 1 }["b"]\nc = [1] == [2]\nd = "x" == var.y ? 1 : 0\ne = 1 + 2\n',
      [
        ['a', { other: '{ b = 1 }["b"]' }],
        ['c', { other: '[1] == [2]' }],
        ['d', { other: '"x" == var.y ? 1 : 0' }],
        ['e', { other: '1 + 2' }],
      ],
    ],
    [
      'for in both brackets, and words that only begin so',
      'a = [for x in y : x if x != "]"]\nb = { for k, v in z : k => v... }\nc = { format = 1 }',
      [
        ['a', { other: '[for x in y : x if x != "]"]' }],
        ['b', { other: '{ for k, v in z : k => v... }' }],
        ['c', { format: 1 }],
      ],
    ],
    [
      'calls over lines',
      'a = merge(\n  b, # }\n  { c = 1 },\n)\nd = 2',
      [
        ['a', { other: 'merge(\n  b, # }\n  { c = 1 },\n)' }],
        ['d', 2],
      ],
    ],
    [
      'heredocs',
      'a = <<EOT\n x\n  EOT\nb = <<-EOT\n    y }\n      z\n  EOT\nc = <<E\n${d}\nE\n',
      [
        ['a', ' x\n'],
        ['b', 'y }\n  z\n'],
        ['c', { other: '<<E\n${d}\nE' }],
      ],
    ],
    [
      'line breaks of Windows',
      'a {\r\n  b = "c"\r\n  d = <<-E\r\n  e\r\n  E\r\n}\r\n',
      [
        [
          'a',
          [
            ['b', 'c'],
            ['d', 'e\n'],
          ],
        ],
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each<[string, string, number]>([
    ['a block without an end', 'a {\n  b = 1\n', 3],
    ['a bracket too many', 'a {}\n}\n', 2],
    ['a string without an end', 'a = "b\n', 1],
    ['a template without an end', 'a = "${b"\n', 1],
    ['an escape that there is not', 'a = "\\x"\n', 1],
    ['a heredoc without an end', 'a = <<E\nb\n', 3],
    ['a comment without an end', 'a = 1\n/* b\n', 2],
    ['an attribute without a value', 'a =\nb = 1\n', 1],
    ['two attributes in a line', 'a { b = 1 c = 2 }\n', 1],
    ['an attribute that is there twice', 'a = 1\nb = 2\na = 3\n', 3],
    ['brackets of the wrong kind', 'a = f([)]\n', 1],
    ['JSON', '{"resource": {}}', 1],
    ['YAML', 'kind: Pod\n', 1],
    ['what is nested beyond what is sane', `a = ${'['.repeat(5000)}`, 1],
  ])('refuses %s', (_, text, line) => {
    expect(() => readHcl(text)).toThrow(new HclSyntaxError(line));
  });

  it('reads any text in quotation marks as it was meant', () => {
    const signs = ['$', '%', '{', '}', '"', '\\', '\n', '#', '/*'];
    const piece = fc.oneof(fc.constantFrom(...signs), fc.string());
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const text = pieces.join('');
        const quoted = JSON.stringify(text)
          .replace(/\\[^]/g, pair => (/[bf]/.test(pair[1]) ? '' : pair))
          .replace(/[$%]\{/g, found => found[0] + found);
        const meant = text.replace(/[\b\f]/g, '');
        expect(told(`a = ${quoted}\nb = 1`)).toEqual([
          ['a', meant],
          ['b', 1],
        ]);
      }),
    );
  });

  it('reads deep brackets many times, each of them once or twice and not once for each level', () => {
    const depth = 40;
    const nested = `${'{ a = ['.repeat(depth)}1${'] + 1 }'.repeat(depth)}`;
    const text = Array.from(
      { length: 50 },
      (_, at) => `a${at} = ${nested}\n`,
    ).join('');
    expect(readHcl(text).attributes).toHaveLength(50);
  });
});
