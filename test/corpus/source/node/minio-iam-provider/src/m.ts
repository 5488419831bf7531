import { Client, IamAwsProvider } from 'minio';

export const store = new Client({ endPoint: 's3.amazonaws.com', credentialsProvider: new IamAwsProvider({}) });
