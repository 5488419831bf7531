import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readiness, ReadinessFinding, RepositoryFile } from '../types';

export type Place = Pick<
  ReadinessFinding,
  'rule' | 'verdict' | 'file' | 'line'
>;

export interface Label {
  about: string;
  verdict: Readiness['verdict'];
  findings: Place[];
}

/** A labelled program of test/corpus/source. */
export interface LabelledProgram {
  /** Language and folder. */
  name: string;
  language: string;
  folder: string;
  label: Label;
  files: RepositoryFile[];
  /** The right patch: new texts by path; empty when nothing has to be edited. */
  after: Map<string, string>;
}

const corpus = path.resolve(__dirname, '../../../../../test/corpus/source');

export function programsOfCorpus(): LabelledProgram[] {
  return readdirSync(corpus)
    .filter(name => !name.includes('.'))
    .flatMap(language =>
      readdirSync(path.join(corpus, language)).map(name => {
        const folder = path.join(corpus, language, name);
        const all = filesOf(folder);
        const isAfter = ({ path: file }: RepositoryFile) =>
          file.startsWith('after/');
        return {
          name: `${language}/${name}`,
          language,
          folder,
          label: JSON.parse(
            readFileSync(path.join(folder, 'answer.json'), 'utf8'),
          ),
          files: all.filter(each => !isAfter(each)),
          after: new Map(
            all
              .filter(isAfter)
              .map(each => [each.path.slice('after/'.length), each.content]),
          ),
        };
      }),
    );
}

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
