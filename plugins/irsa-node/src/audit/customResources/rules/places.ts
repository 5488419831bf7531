import { CredentialPlace, PlacePart } from '../types';

const place =
  (as: CredentialPlace['as'], part: PlacePart) =>
  (path: string, ...keys: string[]): CredentialPlace => ({
    path,
    as,
    part,
    ...(keys.length > 0 ? { keys } : {}),
  });
export const idValue = place('value', 'id');
export const secretValue = place('value', 'secret');
export const idRef = place('selector', 'id');
export const secretRef = place('selector', 'secret');
export const tokenRef = place('selector', 'token');
export const anyRef = place('selector', 'any');
export const fileRef = place('selector', 'file');
export const fileSecret = place('secret', 'file');
export const anySecret = place('secret', 'any');
/** The two selectors that most operators have side by side. */
export const pair = (
  base: string,
  id: string,
  secret: string,
): CredentialPlace[] => [
  idRef(`${base}.${id}`),
  secretRef(`${base}.${secret}`),
];
