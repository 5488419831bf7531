import {
  LabelledProgram,
  Place,
  programsOfCorpus,
} from './__testUtils__/programs';
import { assessReadiness } from './assessReadiness';
import { Readiness } from './types';

interface Score {
  right: number;
  /** Said, but not in the label. */
  false: number;
  /** In the label, but not said. */
  missed: number;
}

const programs = programsOfCorpus();
/** Each program is assessed once, by the first test that asks. */
const known = new Map<LabelledProgram, Readiness>();
const languages = [...new Set(programs.map(({ language }) => language))];

const wordsOf = ({ rule, verdict, file, line }: Place) =>
  `${file}:${line} ${rule} ${verdict}`;

function readinessOf(program: LabelledProgram): Readiness {
  const readiness = known.get(program) ?? assessReadiness(program.files);
  known.set(program, readiness);
  return readiness;
}

/** Notes that a label does not name are allowed: they ask for nothing. */
function said(program: LabelledProgram): string[] {
  const labelled = new Set(program.label.findings.map(wordsOf));
  return readinessOf(program)
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
  it('are all there', () => {
    // Git may leave out a file by its name.
    expect(
      programs
        .filter(({ files }) => files.length === 0)
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it.each(programs.map(program => [program.name, program] as const))(
    '%s',
    (_, program) => {
      const { label } = program;
      const expected = label.findings.map(wordsOf).sort();
      expect(said(program).sort()).toEqual(expected);
      expect(readinessOf(program).verdict).toBe(label.verdict);
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
    for (const program of programs) {
      const { language, label } = program;
      const expected = new Set(label.findings.map(wordsOf));
      const found = new Set(said(program));
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
