export const help = `
  Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run with a role.
`;
/** new S3Client({ credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }) */
export const note = 'accessKeyId: not needed';
