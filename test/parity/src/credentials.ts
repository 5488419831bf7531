import { Random } from './random';

/** What a generated key is, and what it is called. */
export interface Credential {
  /** Whose key it is. */
  store: 'aws' | 'other';
  /** How the other store shows: by a setting beside the key, or by a label of the Secret. */
  shownBy?: 'endpoint' | 'bucket claim' | 'label';
  naming: string;
  idName: string;
  secretName: string;
  id: string;
  secret: string;
  /** Address of the store, for `shownBy: 'endpoint'`. */
  endpoint?: { name: string; value: string };
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE32 = `${UPPER}234567`;
const BASE64 = `${UPPER}${UPPER.toLowerCase()}0123456789+/`;

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  sdk: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  s3: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  camel: ['accessKeyId', 'secretAccessKey'],
  short: ['access_key', 'secret_key'],
  dashed: ['s3-access-key-id', 's3-secret-access-key'],
  dotted: ['aws.accessKeyId', 'aws.secretKey'],
  neutral: ['user', 'pass'],
};
const ENDPOINTS: readonly (readonly [string, string])[] = [
  ['AWS_ENDPOINT_URL', 'https://minio.storage.svc:9000'],
  ['S3_ENDPOINT', 'http://minio:9000'],
  ['AWS_HOST', 'sos-ch-dk-2.exo.io'],
  ['AWS_S3_ENDPOINT', 'https://s3.eu-central-003.backblazeb2.com'],
];

/** A made-up key that works nowhere. Its id has the form that AWS gives. */
export function makeCredential(
  random: Random,
  wanted: Partial<Pick<Credential, 'store' | 'naming'>> = {},
): Credential {
  const naming = wanted.naming ?? random.pick(Object.keys(NAMES));
  const store = wanted.store ?? random.pick(['aws', 'aws', 'other']);
  const [idName, secretName] = NAMES[naming];
  const secret = random.text(BASE64, 40);
  if (store === 'aws') {
    const id = `${'AKIA'}${random.text(BASE32, 16)}`;
    return { store, naming, idName, secretName, id, secret };
  }
  const [name, value] = random.pick(ENDPOINTS);
  return {
    store,
    shownBy: random.pick(['endpoint', 'endpoint', 'bucket claim', 'label']),
    naming,
    idName,
    secretName,
    id: random.text(UPPER.toLowerCase(), 20),
    secret,
    endpoint: { name, value },
  };
}

/** The data of its Secret, with the address of the store. */
export function dataOf(credential: Credential): Record<string, string> {
  const { idName, secretName, id, secret, shownBy, endpoint } = credential;
  return {
    [idName]: id,
    [secretName]: secret,
    ...(shownBy === 'endpoint' ? { [endpoint!.name]: endpoint!.value } : {}),
  };
}

/** Labels of its Secret. */
export function marksOf({ shownBy }: Credential): object {
  switch (shownBy) {
    case 'bucket claim':
      return {
        labels: { 'bucket-provisioner': 'rook-ceph.ceph.rook.io-bucket' },
      };
    case 'label':
      return { labels: { 'app.kubernetes.io/name': 'minio' } };
    default:
      return {};
  }
}

/** The credential as a file of settings. */
export function fileOf(
  random: Random,
  { id, secret, shownBy, endpoint }: Credential,
): { name: string; text: string } {
  const address = shownBy === 'endpoint' ? endpoint!.value : undefined;
  const pairs = {
    aws_access_key_id: id,
    aws_secret_access_key: secret,
    ...(address ? { endpoint_url: address } : {}),
  };
  const lines = (between: string, quote = '') =>
    Object.entries(pairs)
      .map(([name, value]) => `${name}${between}${quote}${value}${quote}`)
      .join('\n');
  return random.pick([
    { name: 'settings.json', text: JSON.stringify({ store: pairs }) },
    {
      name: 'settings.yaml',
      text: `store:\n  ${lines(': ', '"').replace(/\n/g, '\n  ')}\n`,
    },
    { name: 'settings.ini', text: `[store]\n${lines(' = ')}\n` },
    { name: 'settings.toml', text: `[store]\n${lines(' = ', '"')}\n` },
    {
      name: 'settings.hcl',
      text: `store {\n  ${lines(' = ', '"').replace(/\n/g, '\n  ')}\n}\n`,
    },
    { name: 'settings.properties', text: `${lines('=')}\n` },
    {
      name: 'settings.env',
      text: `${lines('=').replace(/^aws_\w+/gm, name => name.toUpperCase())}\n`,
    },
  ]);
}
