import { SourceLanguage } from '../../types';
import { Source } from './Source';

const read = (path: string, language: SourceLanguage, content: string) =>
  new Source({ path, content }, language);

describe('source without comments and prose', () => {
  it.each<[string, SourceLanguage, string, string]>([
    ['a.py', 'python', 'x = 1  # key=2', 'x = 1'],
    ['a.py', 'python', 's = "a # b c (d)"', 's = "           "'],
    ['a.py', 'python', "k = environ['AWS_ID']", "k = environ['AWS_ID']"],
    ['a.py', 'python', 'f"id={environ[\'A\']} x"', 'f"   {environ[\'A\']}  "'],
    ['a.ts', 'node', 'f(`a ${b /* c */} d`)', 'f(`  ${b        }  `)'],
    ['a.ts', 'node', "x = 'http://a/b'; // c", "x = 'http://a/b';"],
    ['a.go', 'go', 'x := `env:"AWS_ID"`', 'x := `env:"AWS_ID"`'],
    ['a.kt', 'java', '/* a /* b */ c */ x', '                  x'],
    ['A.java', 'java', '@Value("${AWS_ID}")', '@Value("${AWS_ID}")'],
    ['A.cs', 'dotnet', 'x = @"a\\"; y = 1;', 'x = @"a\\"; y = 1;'],
    ['a.rb', 'ruby', 'x = "a #{b} c d e"', 'x = "  #{b}      "'],
    ['a.php', 'php', "#[A]\n$a = 'b'; # c", "#[A]\n$a = 'b';"],
    ['a.rs', 'rust', 'f(r#"x("a") y"#)', 'f(r#"        "#)'],
  ])('%s %s: %s', (path, language, content, code) => {
    const source = read(path, language, content);
    expect(source.code.trimEnd()).toBe(code);
    expect(source.code).toHaveLength(content.length);
    expect(source.bare).toHaveLength(content.length);
  });

  it.each<[string, SourceLanguage, string]>([
    ['a.py', 'python', '"""\nkey(\n"""'],
    ['a.ts', 'node', '/*\nkey(\n*/'],
    ['a.rb', 'ruby', '=begin\nkey(\n=end'],
    ['a.rb', 'ruby', 'x = <<~TEXT\nkey(\nTEXT'],
    ['a.php', 'php', "$x = <<<'TEXT'\nkey(\nTEXT;"],
  ])(
    '%s leaves the second of several lines empty: %#',
    (path, language, content) => {
      expect(read(path, language, content).code.split('\n')[1].trim()).toBe('');
    },
  );

  it('finds calls, their arguments and the brackets around a place', () => {
    const text = 'x(new S3Client({ a: [1, 2], b: f(3) }), ")")';
    const source = read('a.ts', 'node', text);
    const [inner, outer] = source.around(text.indexOf('b:'));
    expect(source.calleeOf(outer)).toBe('new S3Client');
    expect(source.argumentsOf(inner).map(each => each.text)).toEqual([
      'a: [1, 2]',
      'b: f(3)',
    ]);
  });
});
