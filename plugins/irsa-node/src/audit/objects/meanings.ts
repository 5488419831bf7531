import {
  CataloguedName,
  CredentialPart,
} from '../../detect/credentialCatalogue';
import { ObjectData } from '../types';

const MEANINGS = new WeakMap<
  ObjectData,
  Readonly<Record<string, CredentialPart>>
>();

/** Notes which data keys of a Secret hold the parts of an AWS key, because its maker says so and not their names. */
export function withMeanings(
  data: ObjectData,
  meanings: Readonly<Record<string, CredentialPart>>,
): ObjectData {
  MEANINGS.set(data, meanings);
  return data;
}

/** What a data key holds by the word of the maker of its Secret. */
export function meaningIn(
  data: ObjectData | undefined,
  key: string,
): CataloguedName | undefined {
  const part = data && MEANINGS.get(data)?.[key];
  return part && { part, family: 'aws' };
}
