import env from 'env-var';

export const id = env.get('AWS_ACCESS_KEY_ID').required().asString();
export const region = env.get('AWS_REGION').required().asString();
