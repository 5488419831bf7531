import env from 'env-var';

export const hasStaticKey = env.get('AWS_ACCESS_KEY_ID').asString() !== undefined;
