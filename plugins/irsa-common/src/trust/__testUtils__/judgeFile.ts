import { TrustFinding } from '../../api';
import {
  answersOf,
  CaseAnswer,
  differencesOf,
  reviewOf,
  TrustCaseFile,
} from './trustCases';

/** A case as it was judged. `ok`: verdict, findings and evaluations are all as expected. */
export interface JudgedCase {
  id: string;
  title: string;
  ok: boolean;
  verdict: string;
  findings: TrustFinding[];
  evaluations: CaseAnswer[];
  /** Each in words; empty when `ok`. */
  differences: string[];
}

/** The file is not what it has to be; the message says what is wrong. */
export class CaseFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CaseFileError';
  }
}

/** Judges every case of a file of the form of `trust-policy-cases.json`. Throws CaseFileError. */
export function judgeFile(text: string): JudgedCase[] {
  const { cases, contexts } = read(text);
  return cases.map(each => {
    if (!(each.contextRef in contexts)) {
      throw new CaseFileError(
        `Case ${each.id} names the context ${each.contextRef}, which the file does not have.`,
      );
    }
    const evaluations = answersOf(each, contexts);
    const differences = [
      ...differencesOf(each, contexts),
      ...evaluations.flatMap(({ ok, expected, answer }, at) =>
        ok
          ? []
          : [
              `evaluation ${at} is ${answer.decision} (${answer.stage}), not ${expected}`,
            ],
      ),
    ];
    return {
      id: each.id,
      title: each.title,
      ok: differences.length === 0,
      ...reviewOf(each, contexts),
      evaluations,
      differences,
    };
  });
}

function read(text: string): TrustCaseFile {
  let file: Partial<TrustCaseFile> | null;
  try {
    file = JSON.parse(text);
  } catch {
    throw new CaseFileError('The file is no JSON.');
  }
  if (!Array.isArray(file?.cases) || typeof file.contexts !== 'object') {
    throw new CaseFileError(
      'The file needs a list "cases" and an object "contexts".',
    );
  }
  const wrong = file.cases.findIndex(
    each =>
      typeof each?.id !== 'string' ||
      !each.expect?.verdict ||
      !Array.isArray(each.expect.findings),
  );
  if (wrong >= 0) {
    throw new CaseFileError(
      `Case ${wrong} of the file needs "id" and "expect" with a verdict and findings.`,
    );
  }
  return file as TrustCaseFile;
}
