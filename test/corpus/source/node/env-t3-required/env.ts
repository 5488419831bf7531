export const env = createEnv({
  server: {
    AWS_ACCESS_KEY_ID: z
      .string()
      .min(1),
    AWS_SECRET_ACCESS_KEY: z
      .string()
      .min(1),
  },
});
