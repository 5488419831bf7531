const s3 = new S3Client({ credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
