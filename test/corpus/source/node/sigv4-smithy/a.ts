export const signer = new SignatureV4({
  service: 'es',
  region: 'eu-west-1',
  credentials: defaultProvider(),
  sha256: Sha256,
});
