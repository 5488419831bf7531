import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LabDescription } from './LabDescription';

/** Where the lab keeps binaries: `LAB_CACHE`, or a folder of the user's cache. Outside the source tree. */
export function labCache(): string {
  return process.env.LAB_CACHE ?? join(homedir(), '.cache', 'irsa-lab');
}

/** Where one running lab keeps keys, data and logs: `LAB_RUN`, or a folder of the cache. */
export function labDirectory(): string {
  return process.env.LAB_RUN ?? join(labCache(), 'run');
}

/** The running lab. When there is none, the error says what to do. */
export function readLab(): LabDescription {
  const file = join(labDirectory(), 'lab.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(
      `No lab is running (there is no ${file}). Start one: npm run lab`,
    );
  }
}
