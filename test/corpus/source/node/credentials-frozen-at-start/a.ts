const provider = fromNodeProviderChain();
const frozen = await provider();
export const s3 = new S3Client({ credentials: frozen });
export const header = frozen.accessKeyId;
