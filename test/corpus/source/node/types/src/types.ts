export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export type Partial = { accessKeyId?: string; credentials: { accessKeyId: string } };
