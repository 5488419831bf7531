import { CommandError } from '../errors';
import { isObject } from '../json';
import { readValue } from '../options';
import { Known } from './types';

const isText = (value: unknown) => typeof value === 'string';
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const listOf = (isOne: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(isOne);
const isAccount = (value: unknown) =>
  isText(value) && /^\d{12}$/.test(value as string);

/** What each field has to be, and how to say so. */
const FIELDS: Record<keyof Known, [(value: unknown) => boolean, string]> = {
  ownAccounts: [
    listOf(isAccount),
    'a list of account ids: twelve digits each, in quotes',
  ],
  vendorAccounts: [
    value =>
      isObject(value) &&
      Object.keys(value).every(isAccount) &&
      Object.values(value).every(isText),
    'names by account id',
  ],
  ownIssuers: [isTexts, 'a list of issuers'],
  owners: [
    value =>
      isObject(value) &&
      Object.entries(value).every(
        ([kind, names]) =>
          ['github', 'gitlab', 'terraform'].includes(kind) && isTexts(names),
      ),
    'lists of names under github, gitlab or terraform',
  ],
  quota: [
    value => Number.isInteger(value) && Number(value) > 0,
    'the number of characters that the account allows',
  ],
  providers: [
    listOf(
      each =>
        isObject(each) &&
        isText(each.arn) &&
        isText(each.url) &&
        isTexts(each.clientIds),
    ),
    'a list of {arn, url, clientIds}',
  ],
  clusters: [
    listOf(
      each =>
        isObject(each) &&
        isText(each.name) &&
        isText(each.issuer) &&
        (each.namespaces === undefined || isTexts(each.namespaces)) &&
        (each.serviceAccounts === undefined ||
          listOf(
            account =>
              isObject(account) &&
              isText(account.namespace) &&
              isText(account.name),
          )(each.serviceAccounts)),
    ),
    'a list of {name, issuer, namespaces, serviceAccounts: [{namespace, name, roleArn}]}',
  ],
};

/** What `--known FILE` says about the surroundings, as YAML or JSON. Throws CommandError. */
export function readKnown(file: string | undefined, cwd: string): Known {
  if (!file) {
    return {};
  }
  const value = readValue('--known', file, cwd);
  if (!isObject(value)) {
    throw new CommandError(
      `--known ${file} has to be an object with ${Object.keys(FIELDS).join(
        ', ',
      )}.`,
    );
  }
  for (const [name, content] of Object.entries(value)) {
    const [isRight, wanted] = FIELDS[name as keyof Known] ?? [];
    if (!isRight) {
      throw new CommandError(
        `--known ${file} has the field '${name}', which does not exist. There are ${Object.keys(
          FIELDS,
        ).join(', ')}.`,
      );
    }
    if (!isRight(content)) {
      throw new CommandError(`--known ${file}: ${name} has to be ${wanted}.`);
    }
  }
  return value as Known;
}
