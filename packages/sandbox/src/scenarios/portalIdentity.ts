import { PolicyDocument } from 'backstage-plugin-irsa-common';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { AccountDocument } from '../aws/accountDocument';
import { AccessKeyPair, makeAccessKey } from '../aws/model/accessKeyIds';
import { Manifest } from './scenario';

/** The files that the documentation tells people to apply to their own clusters and accounts. */
// eslint-disable-next-line no-restricted-syntax
const MANIFESTS = resolve(__dirname, '../../../../docs/manifests');

/** The account that the documented policies are written for. */
const DOCUMENTED_ACCOUNT = /111122223333/g;

export const PORTAL_NAMESPACE = 'irsa-system';
export const PORTAL_NAME = 'irsa-portal';

/** The ServiceAccount of the portal, its cluster roles and their bindings. */
export function portalManifests(): Manifest[] {
  const text = readFileSync(join(MANIFESTS, 'portal-rbac.yaml'), 'utf8');
  const documents = parseAllDocuments(text);
  return 'empty' in documents
    ? []
    : documents.map(document => document.toJS() as Manifest);
}

/**
 * The portal's IAM user with the documented policies, and the boundary that they require for every role it makes. It is
 * a user because the sandbox's portal runs outside of any cluster; a real portal runs as a role.
 */
export function portalAccountDocument(account: string): {
  document: Pick<AccountDocument, 'policies' | 'users'>;
  accessKey: AccessKeyPair;
} {
  const accessKey = makeAccessKey(account);
  const names = [
    'auditor',
    'migrator',
    'pod-identity',
    'cloudtrail',
    'retirer',
  ];
  return {
    accessKey,
    document: {
      policies: [
        ...names.map(name => ({
          name: `irsa-portal-${name}`,
          document: readPolicy(`portal-iam-${name}.json`, account),
        })),
        {
          name: 'IrsaBoundary',
          document: readPolicy('irsa-boundary.json', account),
        },
      ],
      users: [
        {
          name: PORTAL_NAME,
          attachedPolicies: names.map(name => `irsa-portal-${name}`),
          accessKeys: [accessKey],
        },
      ],
    },
  };
}

function readPolicy(file: string, account: string): PolicyDocument {
  return JSON.parse(
    readFileSync(join(MANIFESTS, file), 'utf8').replace(
      DOCUMENTED_ACCOUNT,
      account,
    ),
  );
}
