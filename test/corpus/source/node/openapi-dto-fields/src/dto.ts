import { z } from 'zod';

export const customerBucket = z.object({
  accessKeyId: z.string().min(16),
  secretAccessKey: z.string().min(40),
  bucket: z.string(),
});
export interface CustomerBucket {
  accessKeyId: string;
  secretAccessKey: string;
}
