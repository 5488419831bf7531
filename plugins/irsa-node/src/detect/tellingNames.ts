import { lookUpName } from './credentialCatalogue';

/** Files of settings and of keys, called after what is in them: `rootkey.csv`, `s3.conf`, `aws-credentials.json`. */
const FILE =
  /(aws|s3|bucket|storage|objstore|access|key|cred)[\w.-]*\.(csv|json|ya?ml|ini|conf|cfg|env|toml|properties|xml|txt|sh)$|^\.?(credentials?|config|s3cfg|passwd-s3fs|boto|tfstate|cloud|\.?env)$|terraform\.tfstate$/i;

/** Whether a data key of a Secret is called like an access key, or like a file that may hold one. */
export function isTellingName(dataKey: string): boolean {
  return lookUpName(dataKey) !== undefined || FILE.test(dataKey);
}

/** https://helm.sh/docs/topics/advanced/#storage-backends */
const RELEASE = /^sh\.helm\.release\.v1\.(.+)\.v(\d+)$/;

/** The release and revision of which a Secret is Helm's record, by its name. */
export function helmReleaseOf(
  secretName: string,
): { release: string; revision: number } | undefined {
  const found = RELEASE.exec(secretName);
  return found ? { release: found[1], revision: Number(found[2]) } : undefined;
}

/**
 * Of Helm's records among the Secrets, the newest of each release; older ones are kept for rolling back.
 *
 * @param secrets - with their namespace
 */
export function newestReleases<T extends { namespace: string; name: string }>(
  secrets: Iterable<T>,
): T[] {
  const newest = new Map<string, { revision: number; secret: T }>();
  for (const secret of secrets) {
    const found = helmReleaseOf(secret.name);
    const id = `${secret.namespace}/${found?.release}`;
    if (found && found.revision > (newest.get(id)?.revision ?? 0)) {
      newest.set(id, { revision: found.revision, secret });
    }
  }
  return [...newest.values()].map(({ secret }) => secret);
}
