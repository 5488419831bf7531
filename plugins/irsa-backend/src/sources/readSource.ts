import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../clusters/types';
import { findSource } from './findSource';
import { LookupReader } from './LookupReader';
import { Answer, Lookup, Start } from './types';

/** More rounds than a chain has links. */
const MAX_ROUNDS = 12;

export interface ReadSourceOptions {
  /** All that can be asked. */
  clusters: readonly ClusterHandle[];
  /** 2: values of Secrets may be read, so that a release's chart is known. */
  readLevel: 0 | 1 | 2;
}

/** Reads what is needed to say where a workload's truth lives, and says it. Never throws: what could not be read is in the answer. */
export async function readSource(
  start: Omit<Start, 'clusters'>,
  options: ReadSourceOptions,
): Promise<WorkloadSource> {
  const handles = new Map(options.clusters.map(each => [each.name, each]));
  const whole: Start = {
    ...start,
    clusters: options.clusters.map(({ name, config }) => ({
      name,
      server: config.server,
    })),
  };
  const reader = new LookupReader(handles, options.readLevel);
  const answers = new Map<string, Answer>();
  for (let round = 0; ; round += 1) {
    const wanted = new Map<string, Lookup>();
    const source = findSource(whole, lookup => {
      const key = JSON.stringify(lookup);
      const answer = answers.get(key);
      if (!answer) {
        wanted.set(key, lookup);
      }
      return answer;
    });
    if (wanted.size === 0 || round === MAX_ROUNDS) {
      return source;
    }
    await Promise.all(
      [...wanted].map(async ([key, lookup]) => {
        answers.set(key, await reader.read(lookup));
      }),
    );
  }
}
