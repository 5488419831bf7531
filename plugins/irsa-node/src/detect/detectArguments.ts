import { keyIdentity } from '../keyIdentity';
import { findAccessKeyId } from './accessKeyId';
import type { Candidate } from './detectCredentials';
import { PodContainer } from './types';

const PROPERTY = /-Daws\.(accessKeyId|secretKey|secretAccessKey)=\S/;
const KEY_IN_URL = /\b(s3|aws):\/\/[^\s/@:]+:[^\s/@]+@/;

/** References in the command line: key ids, Java system properties, credentials in a URL. */
export function detectArguments(container: PodContainer): Candidate[] {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  // `$(NAME)` is filled in from a variable, which is found there.
  const texts = words.map(word => word.replace(/\$\([^)]*\)/g, ''));
  const ids = texts.flatMap(text => findAccessKeyId(text) ?? []);
  const property = texts.some(text => PROPERTY.test(text));
  const url = texts.some(text => KEY_IN_URL.test(text));
  if (ids.length === 0 && !property && !url) {
    return [];
  }
  let why = 'An AWS access key id is written into the command line';
  if (ids.length === 0) {
    why = property
      ? 'The command line sets the Java property of an AWS access key'
      : 'The command line has a URL with a key and a secret in it';
  }
  return [
    {
      reference: {
        location: 'args',
        keyNames: [],
        envNames: [],
        keyLast4: ids[0]?.slice(-4),
        verdict: ids.length > 0 || property ? 'static-aws' : 'uncertain',
        why,
        readLevel: 0,
      },
      idKeys: [],
      literalKeys: ids.map(keyIdentity),
    },
  ];
}
