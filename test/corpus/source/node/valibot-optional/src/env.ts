import * as v from 'valibot';

const Env = v.object({
  AWS_ACCESS_KEY_ID: v.optional(v.string()),
  AWS_SECRET_ACCESS_KEY: v.optional(v.string()),
});
export const env = v.parse(Env, process.env);
