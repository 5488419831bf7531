const provider = fromNodeProviderChain();
const credentials = await provider();
export const header = `${credentials.accessKeyId}/${date}`;
