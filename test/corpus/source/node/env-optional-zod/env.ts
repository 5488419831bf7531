export const env = z.object({
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z
    .string()
    .optional(),
}).parse(process.env);
