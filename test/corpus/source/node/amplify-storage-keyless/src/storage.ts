import { Amplify, Storage } from 'aws-amplify';

Amplify.configure({ Auth: { identityPoolId: POOL, region: 'eu-west-1' }, Storage: { AWSS3: { bucket: 'b' } } });
export const put = (name: string, body: Blob) => Storage.put(name, body);
