val s3 = S3.Http(CredentialsProvider.Profile(env))
