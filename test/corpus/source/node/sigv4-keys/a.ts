export const signer = new SignatureV4({
  service: 'es',
  region: 'eu-west-1',
  credentials: {
    accessKeyId: conf.key,
    secretAccessKey: conf.secret,
  },
  sha256: Sha256,
});
