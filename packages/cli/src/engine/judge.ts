import {
  accessKeyFingerprint,
  AuditFinding,
  detectCredentials,
  findAccessKeyId,
  PodContainer,
} from '@internal/plugin-irsa-node';

/** Lines of a credentials file, of YAML, JSON or properties that give a secret key. */
const ASSIGNED_SECRET =
  /\baws[_.-]?secret[_.-]?(?:access[_.-]?)?key["']?\s*[=:]\s*["']?[^\s"'${<]/i;
const KEY_IN_URL = /\b(?:s3|aws):\/\/[^\s/@:]+:[^\s/@]+@/;

type Judgement = Pick<
  AuditFinding,
  'verdict' | 'confidence' | 'why' | 'accessKey'
>;

/**
 * What a text inside a Secret or ConfigMap holds; undefined when it is no credential. No part of the text is kept but the
 * end of the id.
 */
export function judgeText(
  text: string,
  container: Pick<PodContainer, 'env'> = {},
  role?: string,
): Judgement | undefined {
  const id = findAccessKeyId(text);
  const secret = ASSIGNED_SECRET.test(text);
  if (!id && !secret && !KEY_IN_URL.test(text)) {
    return undefined;
  }
  if (!id && !secret) {
    return {
      verdict: 'uncertain',
      confidence: 'pair',
      why: 'A URL with a key and a secret is in the value',
    };
  }
  // Endpoints of the container and the role decide as they do for a variable.
  const endpoints = (container.env ?? []).filter(({ name }) =>
    /endpoint/i.test(name),
  );
  const [{ reference }] = detectCredentials({
    spec: {
      containers: [
        {
          name: '',
          env: [...endpoints, { name: 'AWS_SECRET_ACCESS_KEY', value: '-' }],
        },
      ],
    },
    keysOf: () => [],
    roleArn: role,
  });
  return {
    verdict: reference.verdict,
    confidence: id && secret ? 'pair' : 'id',
    why: id
      ? 'An AWS access key id is in the value'
      : 'The value gives an AWS secret key',
    ...(id
      ? {
          accessKey: {
            fingerprint: accessKeyFingerprint(id),
            last4: id.slice(-4),
          },
        }
      : {}),
  };
}
