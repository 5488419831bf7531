import * as Joi from 'joi';

export const schema = Joi.object({
  AWS_ACCESS_KEY_ID: Joi.string().required(),
  AWS_SECRET_ACCESS_KEY: Joi.string().required(),
  AWS_REGION: Joi.string().default('eu-west-1'),
});
