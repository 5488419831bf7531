import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { Behaviour } from '../contract';
import { RBAC, SERVICE_ACCOUNTS } from './api';
import { Cluster } from './support/Cluster';
import { pod } from './support/manifests';
import { made, remove } from './support/objects';
import { person, told, tokenOf } from './support/people';
import { until } from '@internal/sandbox/until';

type Row = Behaviour<Cluster>;

const STS = 'sts.amazonaws.com';
const REQUEST =
  'https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/';
const REVIEW =
  'https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/';
const DISCOVERY =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery';

const decoded = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string) => decoded(token.split('.')[1]);

function ask(cluster: Cluster, spec: object, name = 'default') {
  return cluster.send({
    method: 'POST',
    path: `${cluster.core}/serviceaccounts/${name}/token`,
    body: { spec },
  });
}

/** A Pod that never gets a Node, so that it does not change. */
const waiting = (cluster: Cluster, name: string, spec: object = {}) =>
  made(cluster, 'pods', pod(name, { nodeSelector: { no: 'such' }, ...spec }));

const boundTo = (name: string, uid?: string) => ({
  boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
});

const refusedSpec = (
  id: string,
  what: string,
  spec: object,
  answer: unknown,
): Row => ({
  id: `tokens.${id}`,
  what,
  source: REQUEST,
  call: async cluster => {
    await waiting(cluster, 'p');
    await made(cluster, 'serviceaccounts', { metadata: { name: 'other' } });
    await waiting(cluster, 'of-other', { serviceAccountName: 'other' });
    return told(cluster, await ask(cluster, spec));
  },
  answer,
});

/** The claims of a token, and requests for which no token is issued. */
const requests: Row[] = [
  {
    id: 'tokens.claims',
    what: 'a token names issuer, ServiceAccount, audience and a number of its own',
    source: REQUEST,
    call: async cluster => {
      const { status, body } = await ask(cluster, {
        audiences: [STS],
        expirationSeconds: 3600,
      });
      const { token } = body.status;
      const claims = claimsOf(token);
      const account = await cluster.must({
        path: `${cluster.core}/serviceaccounts/default`,
      });
      const { issuer } = cluster.world.kubernetes;
      const bound = claims['kubernetes.io'];
      return {
        status,
        header: { ...decoded(token.split('.')[0]), kid: 'KEY' },
        names: Object.keys(claims).sort(),
        aud: claims.aud,
        iss: claims.iss === issuer,
        sub: claims.sub.replace(cluster.namespace, 'NS'),
        jti: typeof claims.jti,
        bound: Object.keys(bound).sort(),
        namespace: bound.namespace === cluster.namespace,
        account: [
          bound.serviceaccount.name,
          bound.serviceaccount.uid === account.metadata.uid,
        ],
        lasts: claims.exp - claims.iat,
        startsAt: claims.nbf === claims.iat,
        says: Date.parse(body.status.expirationTimestamp) / 1000 === claims.exp,
        fields: Object.keys(body.status).sort(),
      };
    },
    answer: {
      status: 201,
      header: { alg: 'RS256', kid: 'KEY' },
      names: ['aud', 'exp', 'iat', 'iss', 'jti', 'kubernetes.io', 'nbf', 'sub'],
      aud: [STS],
      iss: true,
      sub: 'system:serviceaccount:NS:default',
      jti: 'string',
      bound: ['namespace', 'serviceaccount'],
      namespace: true,
      account: ['default', true],
      lasts: 3600,
      startsAt: true,
      says: true,
      fields: ['expirationTimestamp', 'token'],
    },
  },
  {
    id: 'tokens.audiences',
    what: 'a token is for exactly the audiences that were asked for',
    source: REQUEST,
    call: async cluster => {
      const { body } = await ask(cluster, { audiences: ['b', 'a'] });
      return [claimsOf(body.status.token).aud, body.spec.audiences];
    },
    answer: [
      ['b', 'a'],
      ['b', 'a'],
    ],
  },
  {
    id: 'tokens.no-audience',
    what: 'a token asked for without an audience is one for the API server, and lasts an hour',
    source: REQUEST,
    call: async cluster => {
      const { body } = await ask(cluster, {});
      const { aud, exp, iat } = claimsOf(body.status.token);
      return {
        served: (await cluster.sendAs(body.status.token, { path: '/version' }))
          .status,
        sts: aud.includes(STS),
        lasts: exp - iat,
        said: body.spec.expirationSeconds,
      };
    },
    answer: { served: 200, sts: false, lasts: 3600, said: 3600 },
  },
  {
    id: 'tokens.shortest',
    what: 'ten minutes is the shortest time',
    source: REQUEST,
    call: async cluster => {
      const { body } = await ask(cluster, { expirationSeconds: 600 });
      const { exp, iat } = claimsOf(body.status.token);
      return exp - iat;
    },
    answer: 600,
  },
  {
    id: 'tokens.day',
    what: 'a day, as the webhook asks for, is given',
    source: REQUEST,
    call: async cluster => {
      const { body } = await ask(cluster, {
        audiences: [STS],
        expirationSeconds: 86_400,
      });
      const { exp, iat } = claimsOf(body.status.token);
      return [exp - iat, body.spec.expirationSeconds];
    },
    answer: [86_400, 86_400],
  },
  refusedSpec(
    'too-short',
    'less than ten minutes is invalid',
    { expirationSeconds: 599 },
    {
      status: 422,
      reason: 'Invalid',
      kind: 'TokenRequest',
      group: 'authentication.k8s.io',
      causes: ['spec.expirationSeconds: FieldValueInvalid'],
      message:
        'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes',
    },
  ),
  refusedSpec(
    'too-long',
    'more than the seconds of 32 bits is invalid',
    { expirationSeconds: 4_294_967_297 },
    {
      status: 422,
      reason: 'Invalid',
      kind: 'TokenRequest',
      group: 'authentication.k8s.io',
      causes: ['spec.expirationSeconds: FieldValueInvalid'],
      message:
        'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds',
    },
  ),
  {
    id: 'tokens.no-account',
    what: 'a ServiceAccount that is not there gets no token',
    source: REQUEST,
    call: async cluster =>
      told(cluster, await ask(cluster, { audiences: [STS] }, 'nobody')),
    answer: {
      status: 404,
      reason: 'NotFound',
      kind: 'serviceaccounts',
      message: 'serviceaccounts "nobody" not found',
    },
  },
  {
    id: 'tokens.bound',
    what: 'a token bound to a Pod names it, and not yet a Node',
    source: REQUEST,
    call: async cluster => {
      const { metadata } = await waiting(cluster, 'p');
      const { body } = await ask(cluster, boundTo('p', metadata.uid));
      const bound = claimsOf(body.status.token)['kubernetes.io'];
      return [Object.keys(bound).sort(), bound.pod.uid === metadata.uid];
    },
    answer: [['namespace', 'pod', 'serviceaccount'], true],
  },
  {
    id: 'tokens.bound-node',
    what: 'a token bound to a Pod on a Node names both',
    source: REQUEST,
    call: async cluster => {
      await made(cluster, 'pods', pod('p'));
      const { spec } = await until(
        () => cluster.must({ path: `${cluster.core}/pods/p` }),
        found => Boolean(found.spec.nodeName),
      );
      const { body } = await ask(cluster, boundTo('p'));
      const { node } = claimsOf(body.status.token)['kubernetes.io'];
      return [node.name === spec.nodeName, typeof node.uid];
    },
    answer: [true, 'string'],
  },
  refusedSpec(
    'bound-missing',
    'a token cannot be bound to a Pod that is not there',
    boundTo('none'),
    {
      status: 404,
      reason: 'NotFound',
      kind: 'pods',
      message: 'pods "none" not found',
    },
  ),
  refusedSpec(
    'bound-uid',
    'a token cannot be bound to an earlier Pod of the same name',
    boundTo('p', '00000000-0000-4000-8000-000000000000'),
    {
      status: 409,
      reason: 'Conflict',
      kind: 'Pod',
      message: expect.stringContaining(
        'the UID in the bound object reference (00000000-0000-4000-8000-000000000000) does not match the UID in record',
      ),
    },
  ),
  refusedSpec(
    'bound-other',
    'a token cannot be bound to a Pod of another ServiceAccount',
    boundTo('of-other'),
    {
      status: 400,
      reason: 'BadRequest',
      message:
        'cannot bind token for serviceaccount "default" to pod running with different serviceaccount name.',
    },
  ),
  refusedSpec(
    'bound-kind',
    'a token cannot be bound to any kind',
    { boundObjectRef: { apiVersion: 'v1', kind: 'ConfigMap', name: 'c' } },
    {
      status: 400,
      reason: 'BadRequest',
      message: 'cannot bind token to object of type /v1, Kind=ConfigMap',
    },
  ),
  {
    id: 'tokens.kubectl',
    what: 'kubectl create token asks for an audience and a time',
    source:
      'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/',
    call: async cluster => {
      const { code, out } = await cluster.kubectl([
        ...['create', 'token', 'default'],
        ...[`--audience=${STS}`, '--duration=15m'],
      ]);
      const { aud, exp, iat } = claimsOf(out);
      return { code, aud, lasts: exp - iat };
    },
    answer: { code: 0, aud: [STS], lasts: 900 },
  },
];

async function reviewed(cluster: Cluster, token: string, audiences?: string[]) {
  const { body } = await cluster.send({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/tokenreviews',
    body: { spec: { token, ...(audiences ? { audiences } : {}) } },
  });
  return body.status;
}

/** Whether the API server accepts a token, and whether a TokenReview accepts it for its audience. */
async function taken(cluster: Cluster, token: string, audience?: string) {
  const { status } = await cluster.sendAs(token, {
    path: `${cluster.core}/serviceaccounts`,
  });
  const review = await reviewed(
    cluster,
    token,
    audience ? [audience] : undefined,
  );
  return { status, authenticated: review.authenticated ?? false };
}
const REFUSED = { status: 401, authenticated: false };

const otherKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

function signedBy(start: string): string {
  const signature = sign('sha256', Buffer.from(start), otherKey());
  return `${start}.${signature.toString('base64url')}`;
}

/** Forged tokens, made from a real one. */
const forgeries: Record<string, (token: string) => string> = {
  'another-key': token => signedBy(token.split('.').slice(0, 2).join('.')),
  'another-key-and-name': token =>
    signedBy(
      `${encoded({ alg: 'RS256', kid: 'mine' })}.${token.split('.')[1]}`,
    ),
  'no-algorithm': token =>
    `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`,
  'other-subject': token => {
    const [header, payload, signature] = token.split('.');
    const claims = decoded(payload);
    const sub = 'system:serviceaccount:kube-system:default';
    return `${header}.${encoded({ ...claims, sub })}.${signature}`;
  },
  'longer-life': token => {
    const [header, payload, signature] = token.split('.');
    const claims = decoded(payload);
    const exp = claims.exp + 3600;
    return `${header}.${encoded({ ...claims, exp })}.${signature}`;
  },
  'no-signature': token => `${token.split('.').slice(0, 2).join('.')}.`,
  'cut-off': token => token.slice(0, -8),
};

/** Invalid claims that are signed with the right key, made from the claims of a valid token. */
const untrue: Record<string, (claims: any) => object> = {
  expired: claims => ({
    ...claims,
    iat: claims.iat - 7200,
    nbf: claims.nbf - 7200,
    exp: claims.iat - 3600,
  }),
  'not-yet': claims => ({ ...claims, nbf: claims.iat + 600 }),
  'other-issuer': claims => ({ ...claims, iss: 'https://issuer.example' }),
  'other-uid': claims => ({
    ...claims,
    'kubernetes.io': {
      ...claims['kubernetes.io'],
      serviceaccount: { name: 'default', uid: randomUUID() },
    },
  }),
  'no-namespace': ({ 'kubernetes.io': _, ...claims }) => claims,
};

/** The tokens that the API server accepts. */
const verification: Row[] = [
  {
    id: 'tokens.genuine',
    what: 'a token of the cluster is served and reviewed as its ServiceAccount',
    source: REVIEW,
    call: async cluster => {
      const { user, token } = await person(cluster, 'me');
      const review = await reviewed(cluster, token);
      return {
        authenticated: review.authenticated,
        same: review.user.username === user,
        groups: review.user.groups.length,
        error: review.error,
        // 403 for a list: the caller has no right, but was identified.
        status: (await taken(cluster, token)).status,
      };
    },
    answer: {
      authenticated: true,
      same: true,
      groups: 3,
      error: undefined,
      status: 403,
    },
  },
  ...Object.entries(forgeries).map(
    ([name, forge]): Row => ({
      id: `tokens.forged-${name}`,
      what: `a token forged so is refused: ${name}`,
      source: SERVICE_ACCOUNTS,
      call: async cluster => {
        const token = await tokenOf(cluster, 'default');
        const { status } = await taken(cluster, token);
        return { genuine: status, ...(await taken(cluster, forge(token))) };
      },
      answer: { genuine: 403, ...REFUSED },
    }),
  ),
  ...Object.entries(untrue).map(
    ([name, change]): Row => ({
      id: `tokens.untrue-${name}`,
      what: `a signed token whose claims do not hold is refused: ${name}`,
      source: SERVICE_ACCOUNTS,
      call: async cluster => {
        const { signToken } = cluster.world.kubernetes;
        const claims = claimsOf(await tokenOf(cluster, 'default'));
        const same = await taken(cluster, signToken(claims));
        return {
          unchanged: same.status,
          ...(await taken(cluster, signToken(change(claims)))),
        };
      },
      answer: { unchanged: 403, ...REFUSED },
    }),
  ),
  {
    id: 'tokens.audience-not-ours',
    what: 'a token for AWS opens nothing at the API server, and is one for AWS',
    source: SERVICE_ACCOUNTS,
    call: async cluster => {
      const token = await tokenOf(cluster, 'default', { audiences: [STS] });
      const other = await reviewed(cluster, token, [STS, 'more']);
      return {
        here: await taken(cluster, token),
        sts: [other.authenticated, other.audiences],
        nobody: (await reviewed(cluster, token, ['somebody'])).authenticated,
      };
    },
    answer: { here: REFUSED, sts: [true, [STS]], nobody: undefined },
  },
  {
    id: 'tokens.audience-ours',
    what: 'a token for the API server is none for AWS',
    source: REVIEW,
    call: async cluster =>
      taken(cluster, await tokenOf(cluster, 'default'), STS),
    answer: { status: 403, authenticated: false },
  },
  {
    id: 'tokens.review-garbage',
    what: 'a review of what is no token says so',
    source: REVIEW,
    call: async cluster => {
      const { authenticated, error } = await reviewed(cluster, 'garbage');
      return [authenticated ?? false, typeof error];
    },
    answer: [false, 'string'],
  },
  {
    id: 'tokens.review-keeps-quiet',
    what: 'to review tokens is a right',
    source: REVIEW,
    call: async cluster => {
      const { send, token } = await person(cluster, 'me');
      const { status } = await send({
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/tokenreviews',
        body: { spec: { token } },
      });
      return status;
    },
    answer: 403,
  },
  {
    id: 'tokens.deleted-account',
    what: 'the token of a ServiceAccount that was deleted is refused, though another has its name',
    source: SERVICE_ACCOUNTS,
    call: async cluster => {
      await made(cluster, 'serviceaccounts', { metadata: { name: 'me' } });
      return endOf(
        cluster,
        () => tokenOf(cluster, 'me'),
        async () => {
          await remove(cluster, 'serviceaccounts', 'me');
          await made(cluster, 'serviceaccounts', { metadata: { name: 'me' } });
        },
      );
    },
    answer: REFUSED,
  },
  {
    id: 'tokens.deleted-pod',
    what: 'a token bound to a Pod ends with it',
    source: SERVICE_ACCOUNTS,
    call: async cluster => {
      await waiting(cluster, 'p');
      return endOf(
        cluster,
        () => tokenOf(cluster, 'default', boundTo('p')),
        () => remove(cluster, 'pods', 'p', { gracePeriodSeconds: 0 }),
      );
    },
    answer: REFUSED,
  },
  {
    id: 'tokens.pod-shown',
    what: 'a review of a token bound to a Pod names the Pod',
    source: REVIEW,
    call: async cluster => {
      const { metadata } = await waiting(cluster, 'p');
      const { user } = await reviewed(
        cluster,
        await tokenOf(cluster, 'default', boundTo('p')),
      );
      return [
        user.extra['authentication.kubernetes.io/pod-name'],
        user.extra['authentication.kubernetes.io/pod-uid'][0] === metadata.uid,
      ];
    },
    answer: [['p'], true],
  },
  {
    id: 'tokens.subject-is-text',
    what: 'the API server goes by the claims of its own, not by the subject',
    source: SERVICE_ACCOUNTS,
    call: async cluster => {
      const claims = claimsOf(await tokenOf(cluster, 'default'));
      const sub = 'system:serviceaccount:kube-system:default';
      const { user } = await reviewed(
        cluster,
        cluster.world.kubernetes.signToken({ ...claims, sub }),
      );
      return user.username.replace(cluster.namespace, 'NS');
    },
    answer: 'system:serviceaccount:NS:default',
  },
];

/**
 * Tokens after their end. Each is used once, because the API server caches accepted tokens for ten seconds. It also
 * sees the end with a delay.
 */
async function endOf(
  cluster: Cluster,
  issue: () => Promise<string>,
  end: () => Promise<unknown>,
) {
  const issued = await Promise.all(Array.from({ length: 25 }, issue));
  await end();
  let last = issued.pop();
  return until(
    async () => {
      const seen = await taken(cluster, last!);
      last = issued.pop();
      return seen;
    },
    ({ status }) => status === 401 || !last,
  );
}

const CONFIGURATION = '/.well-known/openid-configuration';
const KEYS = '/openid/v1/jwks';
/** Read as verifiers of tokens do, with any content type. */
const read = (path: string) => ({ path, headers: { Accept: '*/*' } });

/** The documents of a cluster's issuer that AWS reads. */
const issuer: Row[] = [
  {
    id: 'tokens.configuration',
    what: 'the issuer says who it is and where its keys are',
    source: DISCOVERY,
    call: async cluster => {
      const { status, body, headers } = await cluster.send({
        path: CONFIGURATION,
      });
      const { server, issuer: expected } = cluster.world.kubernetes;
      return {
        status,
        type: headers['content-type'],
        ...body,
        issuer: body.issuer === expected,
        jwks_uri: body.jwks_uri.replace(server, 'SERVER'),
      };
    },
    answer: {
      status: 200,
      type: 'application/json',
      issuer: true,
      jwks_uri: `SERVER${KEYS}`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
  },
  {
    id: 'tokens.keys',
    what: 'the keys are RSA keys for signatures, and have no private part',
    source: DISCOVERY,
    call: async cluster => {
      const { body, headers } = await cluster.send(read(KEYS));
      return {
        type: headers['content-type'],
        fields: Object.keys(body),
        keys: body.keys.map((key: any) => ({
          ...key,
          kid: typeof key.kid,
          n: typeof key.n,
        })),
      };
    },
    answer: {
      type: 'application/jwk-set+json',
      fields: ['keys'],
      keys: [
        {
          use: 'sig',
          kty: 'RSA',
          kid: 'string',
          alg: 'RS256',
          n: 'string',
          e: 'AQAB',
        },
      ],
    },
  },
  {
    id: 'tokens.keys-type',
    what: 'the keys are not to be had as plain JSON',
    source: DISCOVERY,
    call: async cluster => (await cluster.send({ path: KEYS })).status,
    answer: 406,
  },
  {
    id: 'tokens.public',
    what: 'everybody may read the issuer, where the cluster is set up so, as EKS is',
    source: `${RBAC}#discovery-roles`,
    call: async cluster =>
      Promise.all(
        [CONFIGURATION, KEYS].map(
          async path => (await cluster.sendAs(undefined, read(path))).status,
        ),
      ),
    answer: [200, 200],
  },
  {
    id: 'tokens.other-document',
    what: 'other documents of the issuer do not exist',
    source: DISCOVERY,
    call: async cluster =>
      (await cluster.send({ path: '/.well-known/other' })).status,
    answer: 404,
  },
  {
    id: 'tokens.verifies',
    what: 'a token verifies with the published keys, and a forged one does not',
    source: DISCOVERY,
    call: async cluster => {
      const { body } = await cluster.send(read(KEYS));
      const keys = createLocalJWKSet(body);
      const token = await tokenOf(cluster, 'default', { audiences: [STS] });
      const verified = (text: string, audience: string) =>
        jwtVerify(text, keys, {
          issuer: cluster.world.kubernetes.issuer,
          audience,
        }).then(
          ({ payload }) => payload.sub?.replace(cluster.namespace, 'NS'),
          ({ code }) => code,
        );
      return [
        await verified(token, STS),
        await verified(token, 'other'),
        await verified(forgeries['another-key'](token), STS),
      ];
    },
    answer: [
      'system:serviceaccount:NS:default',
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    ],
  },
];

export const tokens: Row[] = [...requests, ...verification, ...issuer];
