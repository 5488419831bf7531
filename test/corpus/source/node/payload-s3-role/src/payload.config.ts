import { s3Storage } from '@payloadcms/storage-s3';

export const plugins = [s3Storage({ collections: { media: true }, bucket: 'b', config: { region: 'eu-west-1' } })];
