import { Env } from '@adonisjs/core/env';

export default await Env.create(new URL('../', import.meta.url), {
  AWS_ACCESS_KEY_ID: Env.schema.string(),
  AWS_SECRET_ACCESS_KEY: Env.schema.string(),
  AWS_REGION: Env.schema.string(),
});
