import { knownWrong } from './__testUtils__/knownWrong';
import {
  answersOf,
  differencesOf,
  differencesOfReport,
  publishedCases,
  reportedCases,
} from './__testUtils__/trustCases';

const rows = [
  ...publishedCases.map(each => ({
    id: each.id,
    title: each.title,
    differences: () => differencesOf(each),
  })),
  ...reportedCases.map(each => ({
    id: each.id,
    title: each.title,
    differences: () => differencesOfReport(each),
  })),
];

const rightOnes = rows.filter(({ id }) => !(id in knownWrong));

describe(`trust policy cases: ${rightOnes.length} of ${rows.length} right`, () => {
  it('are all there', () => {
    expect(publishedCases).toHaveLength(145);
    expect(reportedCases.length).toBeGreaterThanOrEqual(304);
    const ids = rows.map(({ id }) => id);
    expect(Object.keys(knownWrong).filter(id => !ids.includes(id))).toEqual([]);
  });

  it.each(rightOnes)('$id $title', ({ differences }) => {
    expect(differences()).toEqual([]);
  });

  it('keeps no case in the list of wrong ones that has become right', () => {
    const right = rows.filter(
      ({ id, differences }) => id in knownWrong && differences().length === 0,
    );
    expect(right.map(({ id }) => id)).toEqual([]);
  });
});

describe('evaluations of the trust policy cases', () => {
  const answers = publishedCases.flatMap(each =>
    answersOf(each).map((answer, at) => ({
      name: `${each.id} ${each.title} #${at}`,
      ...answer,
    })),
  );

  it('are all there', () => {
    expect(answers).toHaveLength(205);
  });

  it.each(answers)('$name', ({ ok, expected, answer }) => {
    expect({ ok, expected, answer }).toEqual({ ok: true, expected, answer });
  });
});
