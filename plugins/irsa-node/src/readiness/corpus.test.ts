import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assessReadiness } from './assessReadiness';
import { Readiness, ReadinessFinding, RepositoryFile } from './types';

type Place = Pick<ReadinessFinding, 'rule' | 'verdict' | 'file' | 'line'>;

interface Label {
  about: string;
  verdict: Readiness['verdict'];
  findings: Place[];
}

interface Score {
  right: number;
  /** Said, but not in the label. */
  false: number;
  /** In the label, but not said. */
  missed: number;
}

const corpus = path.resolve(__dirname, '../../../../test/corpus/source');

function filesOf(folder: string, below = ''): RepositoryFile[] {
  return readdirSync(path.join(folder, below), {
    withFileTypes: true,
  }).flatMap(entry => {
    const inner = path.posix.join(below, entry.name);
    if (entry.isDirectory()) {
      return filesOf(folder, inner);
    }
    return inner === 'answer.json'
      ? []
      : [
          {
            path: inner,
            content: readFileSync(path.join(folder, inner), 'utf8'),
          },
        ];
  });
}

const languages = readdirSync(corpus).filter(name => !name.includes('.'));

const programs = languages.flatMap(language =>
  readdirSync(path.join(corpus, language)).map(name => {
    const folder = path.join(corpus, language, name);
    const label: Label = JSON.parse(
      readFileSync(path.join(folder, 'answer.json'), 'utf8'),
    );
    const files = filesOf(folder);
    return { name: `${language}/${name}`, language, label, files };
  }),
);

const wordsOf = ({ rule, verdict, file, line }: Place) =>
  `${file}:${line} ${rule} ${verdict}`;

/** Notes that a label does not name are allowed: they ask for nothing. */
function said(files: RepositoryFile[], label: Label): string[] {
  const labelled = new Set(label.findings.map(wordsOf));
  return assessReadiness(files)
    .findings.filter(
      finding => finding.verdict !== 'note' || labelled.has(wordsOf(finding)),
    )
    .map(wordsOf);
}

function table(title: string, scores: Map<string, Score>): string {
  const percent = (part: number, whole: number) =>
    (whole === 0 ? 1 : part / whole).toFixed(3).padStart(9);
  const rows = [...scores]
    .sort()
    .map(([name, score]) =>
      [
        name.padEnd(22),
        percent(score.right, score.right + score.false),
        percent(score.right, score.right + score.missed),
        String(score.right + score.missed).padStart(6),
      ].join(' '),
    );
  return [`${title.padEnd(22)} precision    recall  places`, ...rows].join(
    '\n',
  );
}

describe('the labelled programs', () => {
  it.each(programs.map(program => [program.name, program] as const))(
    '%s',
    (_, { files, label }) => {
      const expected = label.findings.map(wordsOf).sort();
      expect(said(files, label).sort()).toEqual(expected);
      expect(assessReadiness(files).verdict).toBe(label.verdict);
    },
  );

  it('are at least a dozen a language, half of them harmless, with precision and recall to print', () => {
    const byLanguage = new Map<string, Score>();
    const byRule = new Map<string, Score>();
    const count = (
      scores: Map<string, Score>,
      key: string,
      what: keyof Score,
    ) => {
      const score = scores.get(key) ?? { right: 0, false: 0, missed: 0 };
      score[what] += 1;
      scores.set(key, score);
    };
    for (const { language, files, label } of programs) {
      const expected = new Set(label.findings.map(wordsOf));
      const found = new Set(said(files, label));
      for (const words of new Set([...expected, ...found])) {
        const isRight = expected.has(words) && found.has(words);
        const what = found.has(words) ? 'false' : 'missed';
        count(byLanguage, language, isRight ? 'right' : what);
        count(byRule, words.split(' ')[1], isRight ? 'right' : what);
      }
    }
    process.stdout.write(
      `${table('language', byLanguage)}\n\n${table('rule', byRule)}\n`,
    );
    for (const language of languages) {
      expect(
        programs.filter(program => program.language === language).length,
      ).toBeGreaterThanOrEqual(12);
    }
  });
});
