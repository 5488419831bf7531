import { createRequire } from 'node:module';
import { ServiceUnavailableError } from '@backstage/errors';

const load = createRequire(__filename);

/** A library that only some portals have. Throws ServiceUnavailableError that says how to add it. */
export function loadLibrary<T>(name: string): T {
  try {
    return load(name) as T;
  } catch {
    throw new ServiceUnavailableError(
      `The library ${name} is not installed. Add it to the backend: yarn --cwd packages/backend add ${name}`,
    );
  }
}
