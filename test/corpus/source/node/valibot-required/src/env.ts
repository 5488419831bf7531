import * as v from 'valibot';

const Env = v.object({
  AWS_ACCESS_KEY_ID: v.string(),
  AWS_SECRET_ACCESS_KEY: v.pipe(v.string(), v.minLength(1)),
  AWS_REGION: v.optional(v.string(), 'eu-west-1'),
});
export const env = v.parse(Env, process.env);
