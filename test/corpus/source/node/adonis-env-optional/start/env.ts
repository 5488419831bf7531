import { Env } from '@adonisjs/core/env';

export default await Env.create(new URL('../', import.meta.url), {
  AWS_ACCESS_KEY_ID: Env.schema.string.optional(),
  AWS_SECRET_ACCESS_KEY: Env.schema.string.optional(),
});
