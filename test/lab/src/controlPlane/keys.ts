import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { generate } from 'selfsigned';
import { writeAtomically } from '../files/writeAtomically';
import { keyFile, LabSettings } from '../settings';

const YEAR_MS = 365 * 24 * 3600 * 1000;
const KEY_OPTIONS = { keyType: 'ec', algorithm: 'sha256' } as const;

/** Users that have a static token of the lab. */
export const USERS = {
  admin: { name: 'admin', groups: 'system:masters' },
  'controller-manager': {
    name: 'system:kube-controller-manager',
    groups: '',
  },
  scheduler: { name: 'system:kube-scheduler', groups: '' },
} as const;

export type UserName = keyof typeof USERS;

/** Makes the lab's keys that are missing: an authority, one certificate for loopback, a signing key, and tokens. */
export async function ensureKeys(settings: LabSettings): Promise<void> {
  const at = (name: string) => keyFile(settings, name);
  if (!existsSync(at('ca.crt'))) {
    const ca = await generate([{ name: 'commonName', value: 'irsa-lab' }], {
      ...KEY_OPTIONS,
      notBeforeDate: new Date(Date.now() - 3600_000),
      notAfterDate: new Date(Date.now() + YEAR_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    writeAtomically(at('ca.key'), ca.private);
    writeAtomically(at('ca.crt'), ca.cert);
  }
  if (!existsSync(at('serving.crt'))) {
    const made = await generate(
      [{ name: 'commonName', value: 'irsa-lab-serving' }],
      {
        ...KEY_OPTIONS,
        notBeforeDate: new Date(Date.now() - 3600_000),
        notAfterDate: new Date(Date.now() + YEAR_MS),
        ca: {
          key: readFileSync(at('ca.key'), 'utf8'),
          cert: readFileSync(at('ca.crt'), 'utf8'),
        },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: 'localhost' },
              { type: 2, value: 'kubernetes.default.svc' },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
        ],
      },
    );
    writeAtomically(at('serving.key'), made.private);
    writeAtomically(at('serving.crt'), made.cert);
  }
  if (!existsSync(at('sa.key'))) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeAtomically(
      at('sa.key'),
      privateKey.export({ type: 'pkcs1', format: 'pem' }) as string,
    );
  }
  if (!existsSync(at('tokens.csv'))) {
    const lines = Object.entries(USERS).map(([id, { name, groups }]) => {
      const token = randomBytes(24).toString('hex');
      writeAtomically(at(`${id}.token`), token);
      return `${token},${name},${id},"${groups}"`;
    });
    // Written last. When this file exists, all tokens do.
    writeAtomically(at('tokens.csv'), `${lines.join('\n')}\n`);
  }
}

/** A self-contained kubeconfig for one of the lab's users. */
export function kubeconfigOf(settings: LabSettings, user: UserName): string {
  const ca = readFileSync(keyFile(settings, 'ca.crt')).toString('base64');
  const token = readFileSync(keyFile(settings, `${user}.token`), 'utf8');
  return JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'lab',
          cluster: {
            server: `https://127.0.0.1:${settings.ports.apiServer}`,
            'certificate-authority-data': ca,
          },
        },
      ],
      users: [{ name: user, user: { token } }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user } }],
      'current-context': 'lab',
    },
    null,
    2,
  );
}
