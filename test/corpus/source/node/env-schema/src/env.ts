import { z } from 'zod';

export const env = z
  .object({
    AWS_REGION: z.string(),
    AWS_ACCESS_KEY_ID: z.string().min(1),
    AWS_SECRET_ACCESS_KEY: z.string().min(1),
  })
  .parse(process.env);
