import { createHash, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactEtcd, readLab } from '@internal/lab';
import { World } from '../World';
import { openLabGitHost } from './labGitHost';

/** The lab that `npm run lab` has started. It is shared, so tests use their own names. */
export async function openLab(): Promise<World> {
  const lab = readLab();
  const { kubernetes, aws, directory } = lab;
  const { kubeconfigFile, ...cluster } = kubernetes;
  return {
    name: 'lab',
    kubernetes: {
      ...cluster,
      kubeconfig: readFileSync(kubeconfigFile, 'utf8'),
      signToken: claims =>
        signed(claims, readFileSync(join(directory, 'pki', 'sa.key'), 'utf8')),
    },
    aws,
    openGitHost: () => openLabGitHost(lab.git!),
    forgetHistory: () => compactEtcd(lab),
    close: async () => {},
  };
}

/** Signs as kube-apiserver does: RS256, with the digest of the key's DER form as its id. */
function signed(claims: object, privateKey: string): string {
  const der = createPublicKey(privateKey).export({
    type: 'spki',
    format: 'der',
  });
  const kid = createHash('sha256').update(der).digest('base64url');
  const text = [{ alg: 'RS256', kid }, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(text), privateKey);
  return `${text}.${signature.toString('base64url')}`;
}
