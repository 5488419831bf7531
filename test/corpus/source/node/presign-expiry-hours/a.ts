const LIMITS = { hours: 12 };
const TWELVE_HOURS_IN_SECONDS = 12 * 60 * 60;
export const url = await getSignedUrl(client, new PutObjectCommand(input), {
  expiresIn: TWELVE_HOURS_IN_SECONDS,
});
