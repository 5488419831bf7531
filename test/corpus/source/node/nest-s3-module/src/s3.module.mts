@Module({
  providers: [
    {
      provide: S3Client,
      inject: [ConfigService],
      useFactory: (config: ConfigService) =>
        new S3Client({
          region: config.get('storage.region'),
          credentials: {
            accessKeyId: config.getOrThrow<string>('storage.id'),
            secretAccessKey: config.getOrThrow<string>('storage.secret'),
          },
        }),
    },
  ],
})
export class S3Module {}
