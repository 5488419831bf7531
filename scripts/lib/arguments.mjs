import { Problem } from './log.mjs';

/**
 * Reads `--name value`, `--name=value`, `--name` and `--no-name`.
 * @param {string[]} args
 * @param {Record<string, 'string' | 'boolean' | 'port'>} flags what is known
 * @returns {Record<string, string | number | boolean>} under the same names, only what was given
 */
export function parseFlags(args, flags) {
  const result = {};
  const usage = `Known here: ${Object.entries(flags)
    .map(([name, kind]) =>
      kind === 'boolean'
        ? `--[no-]${name}`
        : `--${name} ${kind === 'port' ? 'PORT' : 'VALUE'}`,
    )
    .join(', ')}`;
  for (let index = 0; index < args.length; index++) {
    const [, negation, name, , inline] =
      /^--(no-)?([a-z][a-z-]*)(=(.*))?$/.exec(args[index]) ?? [];
    const kind = flags[name];
    if (
      !kind ||
      (negation && kind !== 'boolean') ||
      (kind === 'boolean' && inline !== undefined)
    ) {
      throw new Problem(`"${args[index]}" is not understood.`, [usage]);
    }
    if (kind === 'boolean') {
      result[name] = !negation;
      continue;
    }
    const value = inline ?? args[++index];
    if (
      value === undefined ||
      value === '' ||
      (inline === undefined && value.startsWith('--'))
    ) {
      throw new Problem(`--${name} needs a value.`, [usage]);
    }
    if (
      kind === 'port' &&
      !(Number.isInteger(+value) && +value >= 1024 && +value <= 65535)
    ) {
      throw new Problem(
        `--${name} must be a port between 1024 and 65535, not "${value}".`,
        [usage],
      );
    }
    result[name] = kind === 'port' ? +value : value;
  }
  return result;
}
