import * as Joi from 'joi';

export const schema = Joi.object({
  AWS_REGION: Joi.string().required(),
  S3_ENDPOINT: Joi.string().uri().optional(),
});
