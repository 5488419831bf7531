import { filesOf, OPTIONS } from './__testUtils__/fix';
import { account, workload } from './__testUtils__/parts';
import { changeTerraform, planTerraform, proveTerraform } from './index';

describe('proveTerraform', () => {
  const before = filesOf({ 'main.tf': `${account()}\n${workload()}` });
  const { change } = planTerraform(before, OPTIONS).fixes[0];
  const edited = changeTerraform(before, change!);

  it('accepts what was planned', () => {
    expect(proveTerraform(before, edited, change!, [])).toEqual(
      expect.arrayContaining([expect.stringContaining('finds no static key')]),
    );
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['nothing was done', () => before[0].content, /would not be as planned/],
    [
      'something else of the workload changed',
      text => text.replace('name  = "main"', 'name  = "other"'),
      /would not be as planned/,
    ],
    [
      'another block changed',
      text => `${text}locals {}\n`,
      /other blocks would not be as they were/,
    ],
    [
      'the file can be read no more',
      text => `${text}}`,
      /other blocks would not be as they were/,
    ],
  ])('refuses when %s', (_, spoil, message) => {
    const spoilt = [{ path: 'main.tf', content: spoil(edited[0].content) }];
    expect(() => proveTerraform(before, spoilt, change!, [])).toThrow(message);
  });
});
