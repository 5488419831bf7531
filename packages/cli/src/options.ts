import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  AuditVerdict,
  CatalogueError,
  CustomResourceRule,
  readCatalogue,
} from 'backstage-plugin-irsa-node';
import { parse } from 'yaml';
import { CommandError } from './errors';
import { isObject } from './json';
import { Format } from './report/render';

/** Options of every command, as commander returns them. */
export interface CommonOptions {
  format: Format;
  output?: string;
  failOn: AuditVerdict | 'none';
  strict: boolean;
  wide: boolean;
  color: boolean;
  quiet: boolean;
  catalogue?: string;
  podIdentityAssociations?: string;
}

export interface Association {
  namespace: string;
  serviceAccount: string;
}

/** Rules of `--catalogue`. Throws CommandError. */
export function readCatalogueFile(
  file: string | undefined,
  cwd: string,
): readonly CustomResourceRule[] {
  if (!file) {
    return [];
  }
  const value = readValue('--catalogue', file, cwd);
  try {
    return readCatalogue(value);
  } catch (error) {
    if (!(error instanceof CatalogueError)) {
      throw error;
    }
    throw new CommandError(
      `--catalogue ${file} cannot be used: ${error.message}`,
    );
  }
}

/**
 * ServiceAccounts of `--pod-identity-associations`: a list, or the answer of
 * `aws eks list-pod-identity-associations`. Throws CommandError.
 */
export function readAssociations(
  file: string | undefined,
  cwd: string,
): Association[] {
  if (!file) {
    return [];
  }
  const value = readValue('--pod-identity-associations', file, cwd);
  const list = isObject(value) ? value.associations : value;
  const valid =
    Array.isArray(list) &&
    list.every(
      each =>
        isObject(each) &&
        typeof each.namespace === 'string' &&
        typeof each.serviceAccount === 'string',
    );
  if (!valid) {
    throw new CommandError(
      `--pod-identity-associations ${file} has to be a list of {namespace, serviceAccount}, as aws eks list-pod-identity-associations prints it.`,
    );
  }
  return (list as Association[]).map(({ namespace, serviceAccount }) => ({
    namespace,
    serviceAccount,
  }));
}

/** A file as JSON or YAML. Throws CommandError, which names the option. */
export function readValue(option: string, file: string, cwd: string): unknown {
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new CommandError(
      `${option} ${file} cannot be read (${
        (error as { code?: string }).code
      }).`,
    );
  }
  try {
    // Needed, because commander does not throw when it is silent.
    return parse(text, { prettyErrors: false, logLevel: 'error' });
  } catch {
    throw new CommandError(`${option} ${file} is neither JSON nor YAML.`);
  }
}
